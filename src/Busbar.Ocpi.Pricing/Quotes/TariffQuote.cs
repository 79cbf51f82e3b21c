using Busbar.Ocpi.Pricing.Cdrs;

namespace Busbar.Ocpi.Pricing.Quotes;

/// <summary>What a session would cost, with the same core that prices real ones.</summary>
public static class TariffQuote
{
    /// <summary>The price of a session.</summary>
    public static PricingResult Price(PlannedSession plan, TariffContext context)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(context);
        return context.Generate(plan, explain: true).Result;
    }

    /// <summary>The same session for every arrival between two instants.</summary>
    public static PriceCurve ByArrival(PlannedSession plan, TariffContext context, DateTimeOffset from, DateTimeOffset to, TimeSpan step)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        var points = new List<PricePoint>();
        var currency = "";
        for (var at = from; at <= to; at += step)
        {
            var result = context.Generate(plan with { Arrival = at }, explain: false).Result;
            points.Add(new PricePoint(at, result.Totals.TotalCost));
            currency = result.Currency;
        }

        return new PriceCurve(currency, points);
    }

    /// <summary>What has come together at every moment while the session lasts: what its driver would see running.</summary>
    public static PriceCurve WhileItLasts(PlannedSession plan, TariffContext context, TimeSpan step)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        var events = plan.Events();
        var points = new List<PricePoint>();
        var currency = "";
        for (var at = events[0].At + step; at < events[^1].At + step; at += step)
        {
            var moment = at < events[^1].At ? at : events[^1].At;
            var result = context.Generate([.. plan.Until(moment)], explain: false).Result;
            points.Add(new PricePoint(moment, result.Totals.TotalCost));
            currency = result.Currency;
        }

        return new PriceCurve(currency, points);
    }
}
