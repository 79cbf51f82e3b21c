using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>One source in an energy mix.</summary>
/// <remarks>OCPI chapter "Locations module / EnergySource class".</remarks>
public sealed record EnergySource
{
    /// <summary>The source.</summary>
    public required EnergySourceCategory Source { get; init; }

    /// <summary>Its share in percent, 0 to 100; the sources of a mix add up to 100.</summary>
    public required decimal Percentage { get; init; }

    /// <summary>Members this version does not know, kept and written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
