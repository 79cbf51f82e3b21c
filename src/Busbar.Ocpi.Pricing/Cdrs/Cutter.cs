using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Finds the moments inside a stretch at which the price may change, with energy flowing evenly. Generating, checking and estimating share it.</summary>
internal static class Cutter
{
    /// <summary>The moments in the order of time. The list is good until the next call.</summary>
    public static List<Cut> Cuts(Evaluation evaluation, Stretch stretch)
    {
        var cuts = evaluation.Workspace.Cuts;
        cuts.Clear();
        if (stretch.Tariff is not { CanChangeInsidePeriod: true } tariff || stretch.To <= stretch.From)
        {
            return cuts;
        }

        var instants = evaluation.Workspace.Instants;
        instants.Clear();
        if (tariff.ReadsClock)
        {
            evaluation.Clock?.AddInstants(tariff.TimesOfDay, stretch.From, stretch.To, instants);
        }

        AddDurations(tariff.SessionDurations, evaluation.SessionStart, stretch, instants);
        AddDurations(tariff.ReservationDurations, evaluation.ReservationStart, stretch, instants);

        var length = stretch.To - stretch.From;
        foreach (var instant in instants)
        {
            Add(cuts, new Cut(instant, stretch.Energy.IsZero ? stretch.Energy : stretch.Energy * Rational.Of(instant - stretch.From, length)));
        }

        if (!stretch.Energy.IsZero)
        {
            foreach (var threshold in tariff.Energies)
            {
                var into = threshold - stretch.EnergyBefore;
                if (into.Sign == stretch.Energy.Sign && into.Abs() < stretch.Energy.Abs())
                {
                    var at = stretch.From + (long)(into / stretch.Energy * length).Ceiling();
                    Add(cuts, new Cut(Math.Min(at, stretch.To), into));
                }
            }
        }

        return cuts;
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
                Overtime = stretch.Period.Overtime is null ? null : stretch.Overtime * share,
                Power = stretch.Power,
                Current = stretch.Current,
                IsFromWire = false,
            };
            (from, energy) = (cut.At, cut.EnergyInto);
        }
    }

    /// <summary>Keeps the order of time; of two cuts at one instant the later one counts, for it is a threshold of energy.</summary>
    private static void Add(List<Cut> cuts, Cut cut)
    {
        var at = cuts.Count;
        while (at > 0 && cuts[at - 1].At > cut.At)
        {
            at--;
        }

        if (at > 0 && cuts[at - 1].At == cut.At)
        {
            cuts[at - 1] = cut;
        }
        else
        {
            cuts.Insert(at, cut);
        }
    }

    private static void AddDurations(long[] durations, long start, Stretch stretch, List<long> instants)
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
