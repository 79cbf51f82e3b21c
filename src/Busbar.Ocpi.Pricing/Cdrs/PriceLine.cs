using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>One volume or fee with its price: where it was used, by what it was priced, what was rounded, what it costs.</summary>
public sealed record PriceLine
{
    /// <summary>The period, counted from 0.</summary>
    public required int Period { get; init; }

    /// <summary>When the period starts.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>What is billed.</summary>
    public required BilledDimension Dimension { get; init; }

    /// <summary>The price that counts.</summary>
    public required ActiveComponent By { get; init; }

    /// <summary>Elements before it that price the same dimension and did not apply; empty when no explanation was asked for.</summary>
    public IReadOnlyList<PassedElement> Passed { get; init; } = [];

    /// <summary>The volume used: kilowatt-hours, seconds, or 1 for a fee.</summary>
    public required Rational Measured { get; init; }

    /// <summary>What the step size added to it.</summary>
    public Rational StepSurplus { get; init; }

    /// <summary>The volume billed: kilowatt-hours, seconds, or 1 for a fee.</summary>
    public Rational Billed => Measured + StepSurplus;

    /// <summary>What it costs.</summary>
    public Amount Cost { get; init; } = Amount.Zero;

    /// <summary>What is known of the taxes in it.</summary>
    public TaxStatus TaxStatus { get; init; }
}
