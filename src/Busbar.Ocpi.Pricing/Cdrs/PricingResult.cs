using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>The price of a session with everything that leads to it. The lines and the adjustments add up to the total.</summary>
public sealed record PricingResult
{
    /// <summary>Currency of every amount, ISO 4217; empty when there is no tariff.</summary>
    public required string Currency { get; init; }

    /// <summary>The zone whose clock was read; null when it is not known.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>The periods that were priced.</summary>
    public required IReadOnlyList<MeasuredPeriod> Periods { get; init; }

    /// <summary>Every volume and fee that has a price, in the order of time.</summary>
    public required IReadOnlyList<PriceLine> Lines { get; init; }

    /// <summary>What lies between the lines and the total.</summary>
    public required IReadOnlyList<Adjustment> Adjustments { get; init; }

    /// <summary>Each dimension that was used, priced or not.</summary>
    public required IReadOnlyList<DimensionTotal> Dimensions { get; init; }

    /// <summary>The totals.</summary>
    public required CostTotals Totals { get; init; }

    /// <summary>The total as it is paid: rounded once, half up, to the currency's minor unit.</summary>
    public required Amount Payable { get; init; }

    /// <summary>What is known of the taxes.</summary>
    public required TaxStatus TaxStatus { get; init; }

    /// <summary>Whether it takes back another record.</summary>
    public required bool IsCredit { get; init; }

    /// <summary>What a reader should know.</summary>
    public required IReadOnlyList<PricingWarning> Warnings { get; init; }

    /// <summary>The total if the periods had been cut where their price changes, with energy apportioned evenly (D-SPAN); null when none had to be.</summary>
    public Amount? SplitEstimate { get; init; }

    /// <summary>The tariffs that were at hand.</summary>
    public IReadOnlyList<CompiledTariff> Tariffs { get; init; } = [];

    /// <summary>The readings that led to it.</summary>
    public required PricingPolicy Policy { get; init; }

    /// <summary>The limit that the total was changed by; null when none was.</summary>
    public AdjustmentKind? LimitApplied
    {
        get
        {
            AdjustmentKind? kind = null;
            foreach (var adjustment in Adjustments)
            {
                kind = adjustment.Kind == AdjustmentKind.Rounding ? kind : adjustment.Kind;
            }

            return kind;
        }
    }
}
