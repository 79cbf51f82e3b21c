using Busbar.Core.Connections;
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

    /// <summary>
    /// The same in 2.1.1, where the parties' roles follow from the side on which they stand. A role on that side that the operator declared (NAP) stays.
    /// </summary>
    internal PartnerCredentials On(Role side, IReadOnlyList<PlatformParty> declared) => this with
    {
        Parties = [.. Parties.Select(party => MarketSide.Of(party.Role) == side ? party : party with { Role = RoleOf(party, side, declared) })
            .DistinctBy(party => (party.Party, party.Role))],
    };

    /// <summary>The parties and the hub's own.</summary>
    public IEnumerable<PartyId> Claims => HubParty is { } hub ? Parties.Select(party => party.Party).Append(hub) : Parties.Select(party => party.Party);

    private static Role RoleOf(PlatformParty party, Role side, IReadOnlyList<PlatformParty> declared) =>
        declared.FirstOrDefault(known => known.Party == party.Party && MarketSide.Of(known.Role) == side)?.Role ?? side;

    /// <summary>Leaves the token out of any text made of this.</summary>
    public override string ToString() => $"Credentials of {Parties.Count} parties";
}
