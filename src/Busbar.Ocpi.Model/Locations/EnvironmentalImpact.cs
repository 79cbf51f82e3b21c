using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>One impact of the energy on the environment.</summary>
/// <remarks>OCPI chapter "Locations module / EnvironmentalImpact class".</remarks>
public sealed record EnvironmentalImpact : OcpiObject
{
    /// <summary>The kind of impact. Named source in 2.1.1.</summary>
    public required EnvironmentalImpactCategory Category { get; init; }

    /// <summary>How much, in grams per kilowatt-hour.</summary>
    public required decimal Amount { get; init; }
}
