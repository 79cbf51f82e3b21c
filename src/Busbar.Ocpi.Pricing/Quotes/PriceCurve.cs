using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Quotes;

/// <summary>A price over time.</summary>
/// <param name="Currency">Currency of every amount, ISO 4217.</param>
/// <param name="Points">In the order of time.</param>
public sealed record PriceCurve(string Currency, IReadOnlyList<PricePoint> Points)
{
    /// <summary>The point with the lowest price, the first of several.</summary>
    public PricePoint? Cheapest => Points.MinBy(point => point.Value);

    /// <summary>The point with the highest price, the first of several.</summary>
    public PricePoint? Dearest => Points.MaxBy(point => point.Value);
}

/// <summary>A price at an instant.</summary>
/// <param name="At">When: the arrival, or how far the session has come.</param>
/// <param name="Total">The total, exact.</param>
public sealed record PricePoint(DateTimeOffset At, Amount Total)
{
    /// <summary>What a driver compares: with taxes where they are known.</summary>
    public Rational Value => Total.Comparable;
}
