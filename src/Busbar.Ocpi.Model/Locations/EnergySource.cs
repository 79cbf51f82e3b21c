using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>One source in an energy mix.</summary>
/// <remarks>OCPI chapter "Locations module / EnergySource class".</remarks>
public sealed record EnergySource : OcpiObject
{
    /// <summary>The source.</summary>
    public required EnergySourceCategory Source { get; init; }

    /// <summary>Its share in percent, 0 to 100; the sources of a mix add up to 100.</summary>
    public required decimal Percentage { get; init; }
}
