using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Versions;

/// <summary>One version that a platform offers, and where its details are.</summary>
/// <remarks>OCPI chapter "Versions module / Version class".</remarks>
public sealed record Version : OcpiObject
{
    /// <summary>The version's number.</summary>
    [JsonPropertyName("version")]
    public required VersionNumber Number { get; init; }

    /// <summary>URL of the version's details.</summary>
    public required string Url { get; init; }
}
