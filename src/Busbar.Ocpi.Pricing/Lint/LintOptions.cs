using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Lint;

/// <summary>What a tariff is looked at with.</summary>
public sealed record LintOptions
{
    /// <summary>The defaults: 2.3.0, no zone.</summary>
    public static LintOptions Default { get; } = new();

    /// <summary>The version that the tariff was written in.</summary>
    public OcpiVersion Version { get; init; } = OcpiVersion.V230;

    /// <summary>The zone of the Locations; without it nothing is said of changes of the clock.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>How to read what the standard leaves open.</summary>
    public PricingPolicy Policy { get; init; } = PricingPolicy.Default;
}
