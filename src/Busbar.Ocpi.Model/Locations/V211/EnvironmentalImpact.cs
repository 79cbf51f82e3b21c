using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations.V211;

/// <summary>One impact of the energy on the environment, in the shape of OCPI 2.1.1.</summary>
/// <remarks>OCPI chapter "Locations module / EnvironmentalImpact class (2.1.1)".</remarks>
public sealed record EnvironmentalImpact : OcpiObject
{
    /// <summary>The kind of impact. Named category from 2.2 on.</summary>
    public required EnvironmentalImpactCategory Source { get; init; }

    /// <inheritdoc cref="Locations.EnvironmentalImpact.Amount"/>
    public required decimal Amount { get; init; }
}
