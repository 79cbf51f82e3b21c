using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Model.Versions;

/// <summary>Everything a platform offers in one version.</summary>
/// <remarks>OCPI chapter "Versions module / Version details".</remarks>
public sealed record VersionDetails
{
    /// <summary>The version described.</summary>
    public required VersionNumber Version { get; init; }

    /// <summary>The modules and their URLs; at least one.</summary>
    [AllowNull]
    public IReadOnlyList<Endpoint> Endpoints { get; init => field = value ?? []; } = [];

    /// <summary>Members this version does not know, kept and written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
