using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Discrepancies;

/// <summary>
/// Finds out how a partner came to another number: prices the CDR by the known alternative readings, alone and two together, and names those that come to it.
/// </summary>
/// <remarks>OCPI chapter "CDRs module". An explanation is a suspicion, not a proof: it says by which reading the stated number is right.</remarks>
public static class DiscrepancyExplainer
{
    private const int Most = 5;

    // Rounded to cents as partners state it.
    private const decimal HalfCent = 0.005m;

    /// <summary>The verdict with its explanations; the same verdict when there is nothing to explain.</summary>
    /// <param name="cdr">The CDR.</param>
    /// <param name="input">What it was checked by.</param>
    /// <param name="verdict">What the check came to.</param>
    /// <param name="tolerance">The tolerance of the check.</param>
    /// <param name="otherVersions">Other versions of its tariffs that the partner may have used.</param>
    public static CdrVerdict Explain(Cdr cdr, PricingInput input, CdrVerdict verdict, CdrTolerance? tolerance = null, IReadOnlyList<Tariff>? otherVersions = null)
    {
        ArgumentNullException.ThrowIfNull(cdr);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Outcome != CdrOutcome.Disagrees)
        {
            return verdict;
        }

        var search = new Search(cdr, verdict, tolerance ?? CdrTolerance.Default, new Situation(input with { Explain = false }, verdict.Result.Policy));
        return verdict with { Explanations = search.Run(ReadingCatalogue.For(cdr, input, otherVersions ?? [])) };
    }

    private sealed class Search(Cdr cdr, CdrVerdict verdict, CdrTolerance tolerance, Situation plain)
    {
        private readonly List<(DiscrepancyExplanation Explanation, Rational Deviation)> _found = [];
        private readonly Amount _plainTotal = verdict.Result.Totals.TotalCost;

        public IReadOnlyList<DiscrepancyExplanation> Run(IReadOnlyList<Reading> readings)
        {
            var before = plain.Totals();
            var effective = new List<(Reading Reading, Situation Situation)>();
            var silent = new List<Reading>();
            foreach (var reading in readings)
            {
                if (reading.Apply(plain) is { } situation && situation.Totals() is var totals && !Same(before, totals))
                {
                    effective.Add((reading, situation));
                    Judge(totals, verdict.Differences.Count, reading.Name);
                }
                else
                {
                    silent.Add(reading);
                }
            }

            // Two together only where one alone leaves something open.
            var open = _found.Count == 0 ? verdict.Differences.Count : _found.Min(found => found.Explanation.Remaining.Count);
            for (var i = 0; i < effective.Count && open > 0; i++)
            {
                foreach (var second in effective.Skip(i + 1).Select(other => other.Reading).Concat(silent))
                {
                    // A reading that is silent alone may speak when the other has changed something.
                    if (second.Aspect != effective[i].Reading.Aspect && second.Apply(effective[i].Situation) is { } both)
                    {
                        Judge(both.Totals(), open, effective[i].Reading.Name, second.Name);
                    }
                }
            }

            // Of two that do the same, the one found first is the likelier.
            return
            [
                .. _found.OrderBy(found => found.Explanation.Remaining.Count).ThenBy(found => found.Explanation.Readings.Count).ThenBy(found => found.Deviation)
                    .Select(found => found.Explanation).Take(Most),
            ];
        }

        private void Judge(CostTotals totals, int fewerThan, params IReadOnlyList<AlternativeReading> readings)
        {
            // A reading that knows less than the check does has nothing to compare.
            if ((totals.TotalCost.BeforeTaxes is null && _plainTotal.BeforeTaxes is not null) || (totals.TotalCost.AfterTaxes is null && _plainTotal.AfterTaxes is not null))
            {
                return;
            }

            if (CdrComparison.Differences(cdr, totals, Math.Min(tolerance.Money, HalfCent)).Any(difference => difference.Field.StartsWith(CdrComparison.Total + '/', StringComparison.Ordinal)))
            {
                return;
            }

            var remaining = CdrComparison.Differences(cdr, totals, tolerance.Money);
            if (remaining.Count < fewerThan)
            {
                var deviation = CdrComparison.Differences(cdr, totals, 0).Aggregate(Rational.Zero, (sum, difference) => sum + difference.TooMuch.Abs());
                _found.Add((new(readings, totals.TotalCost, remaining), deviation));
            }
        }

        private static bool Same(CostTotals left, CostTotals right) =>
            Same(left.TotalCost, right.TotalCost) && Same(left.FixedCost, right.FixedCost) && Same(left.EnergyCost, right.EnergyCost)
            && Same(left.TimeCost, right.TimeCost) && Same(left.ParkingCost, right.ParkingCost) && Same(left.ReservationCost, right.ReservationCost);

        private static bool Same(Amount? left, Amount? right) => left?.BeforeTaxes == right?.BeforeTaxes && left?.AfterTaxes == right?.AfterTaxes;
    }
}
