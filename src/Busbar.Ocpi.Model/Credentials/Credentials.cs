using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Credentials;

/// <summary>What two platforms exchange to reach each other.</summary>
/// <remarks>
/// OCPI chapter "Credentials module / Credentials object". This is the shape of 2.2 and later; 2.2 and 2.2.1 have no hub_party_id and a
/// role HUB instead.
/// </remarks>
public sealed record Credentials : OcpiObject
{
    /// <summary>The token that the receiver of this object shows from now on, raw; at most 64 printable ASCII characters. A secret.</summary>
    public required string Token { get; init; }

    /// <summary>URL of the sender's list of versions.</summary>
    public required string Url { get; init; }

    /// <summary>When the platform is a hub, the hub's own country code and party id in one, five characters (2.3.0).</summary>
    public string? HubPartyId { get; init; }

    /// <summary>The parties that can be reached; at least one.</summary>
    [AllowNull]
    public IReadOnlyList<CredentialsRole> Roles { get; init => field = value ?? []; } = [];
}
