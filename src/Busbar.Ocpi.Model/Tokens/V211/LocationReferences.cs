using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tokens.V211;

/// <summary>Where a token is to be used, in the shape of OCPI 2.1.1: connectors can be named too.</summary>
/// <remarks>OCPI chapter "Tokens module / LocationReferences class (2.1.1)".</remarks>
public sealed record LocationReferences : OcpiObject
{
    /// <summary>Id of the Location; at most 39 characters.</summary>
    public required string LocationId { get; init; }

    /// <summary>Uids of EVSEs within that Location; each at most 39 characters. Empty means the whole Location.</summary>
    [AllowNull]
    public IReadOnlyList<string> EvseUids { get; init => field = value ?? []; } = [];

    /// <summary>Ids of connectors within the EVSE; each at most 36 characters. Empty means all of them.</summary>
    [AllowNull]
    public IReadOnlyList<string> ConnectorIds { get; init => field = value ?? []; } = [];
}
