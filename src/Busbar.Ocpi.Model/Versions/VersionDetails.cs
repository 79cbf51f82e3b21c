using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Versions;

/// <summary>Everything a platform offers in one version.</summary>
/// <remarks>OCPI chapter "Versions module / Version details".</remarks>
public sealed record VersionDetails : OcpiObject
{
    /// <summary>The version described.</summary>
    public required VersionNumber Version { get; init; }

    /// <summary>The modules and their URLs; at least one.</summary>
    [AllowNull]
    public IReadOnlyList<Endpoint> Endpoints { get; init => field = value ?? []; } = [];
}
