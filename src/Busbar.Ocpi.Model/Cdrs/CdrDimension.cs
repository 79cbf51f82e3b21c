using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Model.Cdrs;

/// <summary>How much of one dimension there was in a period.</summary>
/// <remarks>OCPI chapter "CDRs module / CdrDimension class".</remarks>
public sealed record CdrDimension
{
    /// <summary>The dimension.</summary>
    public required CdrDimensionType Type { get; init; }

    /// <summary>How much, in the dimension's unit.</summary>
    public required decimal Volume { get; init; }

    /// <summary>Members this version does not know, kept and written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
