using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>A difference between the lines and the total: a limit, or rounding on the way. Subtotals keep their values (D-LIMIT-SUB).</summary>
/// <param name="Kind">Why.</param>
/// <param name="TariffId">The tariff whose limit it is; null for rounding.</param>
/// <param name="Limit">The limit as the tariff states it.</param>
/// <param name="Dimension">What was rounded, when each dimension is.</param>
/// <param name="Cost">What is added; negative when something is taken off.</param>
public sealed record Adjustment(AdjustmentKind Kind, string? TariffId, PriceLimit? Limit, BilledDimension? Dimension, Amount Cost);

/// <summary>The kinds of <see cref="Adjustment"/>.</summary>
public enum AdjustmentKind
{
    /// <summary>The total was raised to the minimum price.</summary>
    Minimum,

    /// <summary>The total was cut at the maximum price.</summary>
    Maximum,

    /// <summary>Something was rounded, as the policy says.</summary>
    Rounding,
}
