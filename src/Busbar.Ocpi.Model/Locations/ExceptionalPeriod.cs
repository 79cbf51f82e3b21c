using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>A period in which opening times differ from the regular ones.</summary>
/// <remarks>OCPI chapter "Locations module / ExceptionalPeriod class".</remarks>
public sealed record ExceptionalPeriod
{
    /// <summary>Begin of the period (UTC).</summary>
    public required DateTimeOffset PeriodBegin { get; init; }

    /// <summary>End of the period (UTC).</summary>
    public required DateTimeOffset PeriodEnd { get; init; }

    /// <summary>Members this version does not know, kept and written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
