using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>Current or power during a period, as far as it is known.</summary>
/// <param name="Lowest">The lowest value.</param>
/// <param name="Average">The average.</param>
/// <param name="Highest">The highest value.</param>
public readonly record struct ElectricalValues(Rational? Lowest, Rational? Average, Rational? Highest)
{
    /// <summary>The value that a lower bound is checked against (D-POWER).</summary>
    public Rational? ForMinimum => Lowest ?? Average ?? Highest;

    /// <summary>The value that an upper bound is checked against (D-POWER).</summary>
    public Rational? ForMaximum => Highest ?? Average ?? Lowest;

    /// <summary>Whether anything is known.</summary>
    public bool IsKnown => Lowest is not null || Average is not null || Highest is not null;

    /// <summary>One value throughout.</summary>
    public static ElectricalValues Constant(Rational value) => new(value, value, value);
}
