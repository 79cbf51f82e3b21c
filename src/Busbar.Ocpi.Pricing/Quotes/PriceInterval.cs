using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Quotes;

/// <summary>Between which prices a session lies of which only some meter readings are known.</summary>
/// <param name="Even">The price with energy spread evenly over the charging time between readings (D-EST).</param>
/// <param name="Lowest">The cheapest way found to take the energy between the readings.</param>
/// <param name="Highest">The dearest way found.</param>
/// <param name="IsExact">Whether no way can be cheaper or dearer. Where prices depend on the energy so far, on power or on steps, the ways that were tried need not be all.</param>
public sealed record PriceInterval(PricingResult Even, Amount Lowest, Amount Highest, bool IsExact)
{
    /// <summary>The interval of a session.</summary>
    /// <param name="session">What was seen of it.</param>
    /// <param name="maxPower">The most that the connector delivers, in kilowatts; null when nothing is known of it.</param>
    /// <param name="policy">How to read what the standard leaves open.</param>
    public static PriceInterval Of(SessionInput session, decimal? maxPower = null, PricingPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        policy ??= PricingPolicy.Default;
        var even = SessionEngine.Generate(session, policy).Result;
        var (input, groups) = SessionEngine.Pieces(session, policy);
        var (lowest, highest) = (even.Totals.TotalCost, even.Totals.TotalCost);
        foreach (var order in Orders(input, policy))
        {
            // Thresholds of energy lie elsewhere now.
            var result = TariffEngine.Price(input with { Periods = Fill(input.Periods, groups, order, maxPower), Explain = false }, policy);
            var total = result.SplitEstimate ?? result.Totals.TotalCost;
            lowest = total.Comparable < lowest.Comparable ? total : lowest;
            highest = total.Comparable > highest.Comparable ? total : highest;
        }

        return new PriceInterval(even, lowest, highest, input.Tariffs.Compiled.All(tariff => IsByClock(tariff, policy)));
    }

    /// <summary>The orders in which pieces take as much as they can: cheapest first, dearest first, first and last.</summary>
    private static IEnumerable<int[]> Orders(PricingInput input, PricingPolicy policy)
    {
        using var evaluation = new Evaluation(input, policy);
        var prices = evaluation.Stretches.Select(stretch => PriceOf(evaluation, stretch)).ToArray();
        var order = Enumerable.Range(0, prices.Length).ToArray();
        return [[.. order.OrderBy(index => prices[index])], [.. order.OrderByDescending(index => prices[index])], order, [.. order.Reverse()]];
    }

    private static Rational PriceOf(Evaluation evaluation, Stretch stretch)
    {
        var @unchecked = false;
        var moment = evaluation.MomentAt(stretch, stretch.From, stretch.EnergyBefore);
        var active = stretch.Tariff?.Find(CompiledElement.Energy, moment, evaluation.Policy, ref @unchecked, null);
        return active is null ? Rational.Zero : active.Price * (Rational.One + (active.Vat is { } vat && active.Tariff.TaxIncluded == Model.Tariffs.TaxIncluded.No ? vat : Rational.Zero));
    }

    private static List<MeasuredPeriod> Fill(IReadOnlyList<MeasuredPeriod> pieces, IReadOnlyList<int> groups, int[] order, decimal? maxPower)
    {
        List<MeasuredPeriod> filled = [.. pieces];
        foreach (var group in groups.Distinct().Where(group => group > 0))
        {
            var rest = Rational.Zero;
            for (var i = 0; i < filled.Count; i++)
            {
                rest += groups[i] == group ? filled[i].Energy ?? Rational.Zero : Rational.Zero;
            }

            // More than the connector can deliver in all is spread as it was.
            var capacity = order.Where(index => groups[index] == group).Aggregate(Rational.Zero, (sum, index) => sum + Capacity(filled[index], maxPower, rest));
            if (capacity < rest || rest.Sign <= 0)
            {
                continue;
            }

            foreach (var index in order.Where(index => groups[index] == group))
            {
                var most = Capacity(filled[index], maxPower, rest);
                var taken = most < rest ? most : rest;
                filled[index] = filled[index] with { Energy = taken, Power = default };
                rest -= taken;
            }
        }

        return filled;
    }

    private static Rational Capacity(MeasuredPeriod piece, decimal? maxPower, Rational all) =>
        maxPower is { } power ? Ticks.Seconds((piece.End - piece.Start).Ticks) / 3600 * power : all;

    /// <summary>Whether the price of energy depends on nothing but the clock and the duration: then taking it in the order of prices is the best there is.</summary>
    private static bool IsByClock(CompiledTariff tariff, PricingPolicy policy) =>
        tariff is { ReadsPower: false, ReadsCurrent: false } && Array.TrueForAll(tariff.Energies, energy => energy.Sign <= 0) && policy.RoundingPoint == RoundingPoint.None
        && (!policy.ApplyStepSize || tariff.Elements.Select(element => element[CompiledElement.Energy]).All(component => component is null or { Component.StepSize: <= 1 }));
}
