using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Comparisons;

/// <summary>How two tariffs are compared.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The defaults: both of 2.3.0, UTC.</summary>
    public static ComparisonOptions Default { get; } = new();

    /// <summary>The version that the first tariff was written in.</summary>
    public OcpiVersion BeforeVersion { get; init; } = OcpiVersion.V230;

    /// <summary>The version that the second tariff was written in.</summary>
    public OcpiVersion AfterVersion { get; init; } = OcpiVersion.V230;

    /// <summary>The zone whose clock the probes read; null is UTC.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>How to read what the standard leaves open.</summary>
    public PricingPolicy Policy { get; init; } = PricingPolicy.Default;

    /// <summary>How many sessions are tried by chance, beside typical ones and those made for the places where the tariffs differ. The same for the same number.</summary>
    public int RandomProbes { get; init; } = 200;
}
