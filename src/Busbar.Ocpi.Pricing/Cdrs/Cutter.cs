using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Finds the moments inside a stretch at which the price may change, with energy flowing evenly. Generating, checking and estimating share it.</summary>
internal static class Cutter
{
    public static IReadOnlyList<Cut> Cuts(Evaluation evaluation, Stretch stretch)
    {
        if (stretch.Tariff is not { CanChangeInsidePeriod: true } tariff || stretch.To <= stretch.From)
        {
            return [];
        }

        var instants = new SortedSet<long>();
        if (tariff.ReadsClock)
        {
            evaluation.Clock?.AddInstants(tariff.TimesOfDay, stretch.From, stretch.To, instants);
        }

        AddDurations(tariff.SessionDurations, evaluation.SessionStart, stretch, instants);
        AddDurations(tariff.ReservationDurations, evaluation.ReservationStart, stretch, instants);

        var length = Rational.Of(stretch.To - stretch.From, 1);
        var cuts = new SortedDictionary<long, Rational>();
        foreach (var instant in instants)
        {
            cuts[instant] = stretch.Energy * (instant - stretch.From) / length;
        }

        if (!stretch.Energy.IsZero)
        {
            foreach (var threshold in tariff.Energies)
            {
                var into = threshold - stretch.EnergyBefore;
                var share = into / stretch.Energy;
                if (share.Sign > 0 && share < Rational.One)
                {
                    var at = stretch.From + (long)(share * length).Ceiling();
                    cuts[Math.Min(at, stretch.To)] = into;
                }
            }
        }

        return [.. cuts.Select(cut => new Cut(cut.Key, cut.Value))];
    }

    /// <summary>The stretch cut into periods, its volumes apportioned.</summary>
    public static IEnumerable<MeasuredPeriod> Pieces(Stretch stretch, IReadOnlyList<Cut> cuts)
    {
        var from = stretch.From;
        var energy = Rational.Zero;
        var length = Rational.Of(Math.Max(1, stretch.To - stretch.From), 1);
        foreach (var cut in cuts.Append(new Cut(stretch.To, stretch.Energy)))
        {
            var share = cuts.Count == 0 ? Rational.One : (cut.At - from) / length;
            yield return stretch.Period with
            {
                Start = Ticks.Instant(from),
                End = Ticks.Instant(cut.At),
                Energy = stretch.Period.Energy is null ? null : cut.EnergyInto - energy,
                Charging = stretch.Period.Charging is null ? null : stretch.Charging * share,
                Parking = stretch.Period.Parking is null ? null : stretch.Parking * share,
                Reserved = stretch.Period.Reserved is null ? null : stretch.Reserved * share,
                Power = stretch.Power,
                Current = stretch.Current,
                IsFromWire = false,
            };
            (from, energy) = (cut.At, cut.EnergyInto);
        }
    }

    private static void AddDurations(IReadOnlyList<long> durations, long start, Stretch stretch, SortedSet<long> instants)
    {
        foreach (var duration in durations)
        {
            var instant = start + duration;
            if (instant > stretch.From && instant < stretch.To)
            {
                instants.Add(instant);
            }
        }
    }
}
