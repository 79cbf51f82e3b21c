using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Versions.V211;

/// <summary>Everything a platform offers in version 2.1.1.</summary>
/// <remarks>OCPI chapter "Versions module / Version details (2.1.1)".</remarks>
public sealed record VersionDetails : OcpiObject
{
    /// <inheritdoc cref="Versions.VersionDetails.Version"/>
    public required VersionNumber Version { get; init; }

    /// <inheritdoc cref="Versions.VersionDetails.Endpoints"/>
    [AllowNull]
    public IReadOnlyList<Endpoint> Endpoints { get; init => field = value ?? []; } = [];
}
