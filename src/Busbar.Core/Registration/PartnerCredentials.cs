using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>The credentials that a partner gave us.</summary>
public sealed record PartnerCredentials
{
    /// <summary>The token to use towards the partner; null in an answer that has none.</summary>
    public required string? Token { get; init; }

    /// <summary>The partner's versions URL; null in an answer that has none.</summary>
    public required Uri? VersionsUrl { get; init; }

    public required IReadOnlyList<PlatformParty> Parties { get; init; }

    /// <summary>The hub's own party, when the platform is a hub.</summary>
    public PartyId? HubParty { get; init; }

    /// <summary>What was tolerated, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The parties and the hub's own.</summary>
    public IEnumerable<PartyId> Claims => HubParty is { } hub ? Parties.Select(party => party.Party).Append(hub) : Parties.Select(party => party.Party);

    /// <summary>Leaves the token out of any text made of this.</summary>
    public override string ToString() => $"Credentials of {Parties.Count} parties";
}
