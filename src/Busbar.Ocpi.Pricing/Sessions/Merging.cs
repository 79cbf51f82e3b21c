using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Sessions;

/// <summary>Joins neighbouring pieces that nothing keeps apart: the same state, the same tariff, the same prices, no fee that begins.</summary>
internal sealed class Merging(Evaluation evaluation, IReadOnlyList<Merging.Piece> pieces)
{
    private readonly Fees _fees = new(evaluation);

    public IReadOnlyList<Piece> Merge()
    {
        var merged = new List<Piece>();
        var previous = default(Choice);
        for (var i = 0; i < pieces.Count; i++)
        {
            var stretch = evaluation.Stretches[i];
            var fees = _fees.Lines.Count;
            var moment = evaluation.MomentAt(stretch, stretch.From, stretch.EnergyBefore);
            if (stretch.Tariff is not null)
            {
                _fees.Add(stretch, moment);
            }

            var @unchecked = false;
            var choice = evaluation.ChoiceAt(stretch, moment, ref @unchecked);

            // A piece is what its measured period says: electrical values are stated where a price hangs on them.
            var period = pieces[i].Period with
            {
                Power = stretch.Tariff?.ReadsPower == true ? Bounds(stretch.Power) : default,
                Current = stretch.Tariff?.ReadsCurrent == true ? Bounds(stretch.Current) : default,
            };
            var piece = pieces[i] with { Period = period };
            if (merged.Count > 0 && _fees.Lines.Count == fees && CanJoin(merged[^1], piece) && SamePrices(previous, choice))
            {
                merged[^1] = Join(merged[^1], piece);
            }
            else
            {
                merged.Add(piece);
            }

            previous = choice;
        }

        return merged;
    }

    private static bool CanJoin(Piece left, Piece right) =>
        left.State == right.State
        && left.Period.TariffId == right.Period.TariffId
        && left.Period.End == right.Period.Start
        && left.Period.Energy is null == right.Period.Energy is null
        && left.Period.Energy is { Sign: < 0 } == right.Period.Energy is { Sign: < 0 }
        && left.Period.Overtime is null == right.Period.Overtime is null
        && left.Period.Power.IsKnown == right.Period.Power.IsKnown
        && left.Period.Current.IsKnown == right.Period.Current.IsKnown;

    private static bool SamePrices(in Choice left, in Choice right) =>
        ReferenceEquals(left.Energy, right.Energy) && ReferenceEquals(left.Time, right.Time)
        && ReferenceEquals(left.Parking, right.Parking) && ReferenceEquals(left.Reserved, right.Reserved)
        && ReferenceEquals(left.SessionTime, right.SessionTime);

    private static Piece Join(Piece left, Piece right) => left with
    {
        Readings = [.. left.Readings, .. right.Readings],
        Period = left.Period with
        {
            End = right.Period.End,
            Energy = left.Period.Energy + right.Period.Energy,
            Charging = left.Period.Charging + right.Period.Charging,
            Parking = left.Period.Parking + right.Period.Parking,
            Reserved = left.Period.Reserved + right.Period.Reserved,
            Overtime = left.Period.Overtime + right.Period.Overtime,
            Power = Join(left.Period.Power, right.Period.Power),
            Current = Join(left.Period.Current, right.Period.Current),
        },
    };

    private static ElectricalValues Bounds(ElectricalValues values) => new(values.ForMinimum, null, values.ForMaximum);

    private static ElectricalValues Join(ElectricalValues left, ElectricalValues right) => new(
        left.Lowest < right.Lowest ? left.Lowest : right.Lowest, null, left.Highest > right.Highest ? left.Highest : right.Highest);

    /// <param name="Period">What was used.</param>
    /// <param name="State">What went on.</param>
    /// <param name="Readings">The intervals between readings that its energy is from.</param>
    internal sealed record Piece(MeasuredPeriod Period, SessionState State, IReadOnlyList<int> Readings);
}
