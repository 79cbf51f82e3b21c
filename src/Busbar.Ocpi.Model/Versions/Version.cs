using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Model.Versions;

/// <summary>One version that a platform offers, and where its details are.</summary>
/// <remarks>OCPI chapter "Versions module / Version class".</remarks>
public sealed record Version
{
    /// <summary>The version's number.</summary>
    [JsonPropertyName("version")]
    public required VersionNumber Number { get; init; }

    /// <summary>URL of the version's details.</summary>
    public required string Url { get; init; }

    /// <summary>Members this version does not know, kept and written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
