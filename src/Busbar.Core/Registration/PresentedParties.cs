using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>Which parties a partner is shown as reachable through us: the hosted ones and those of other connections, as far as agreements let it see them.</summary>
public sealed class PresentedParties(ConnectionDirectory directory, IAgreementStore agreements, GatewayFace face, TimeProvider clock)
{
    private static readonly HashSet<Role> Known = [Role.Cpo, Role.Emsp, Role.Nap, Role.Nsp, Role.Other, Role.Scsp];

    /// <summary>
    /// The roles for the credentials we give to a connection; never empty, and exactly one in 2.1.1. A partner's role HUB is not among them: whoever presents
    /// it says to be that hub, and 2.3.0 has no such role. A role that the standard does not know is shown as OTHER.
    /// </summary>
    /// <param name="reader">The connection, with the parties it has or announces.</param>
    /// <param name="version">The version of the credentials.</param>
    /// <param name="side">On which side of the market the connection stands in 2.1.1, when that is known before its parties are.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyList<PlatformParty>> ForAsync(Connection reader, OcpiVersion version, Role? side, CancellationToken cancellation)
    {
        // A hub of 2.2 and 2.2.1 names itself and nobody else, and tells of its clients by HubClientInfo; one of 2.3.0 has no role, and names those behind it.
        if (face.IsHub && version is OcpiVersion.V22 or OcpiVersion.V221)
        {
            return [face.OwnParty];
        }

        var visible = await VisibleAsync(reader, cancellation);
        return version == OcpiVersion.V211 ? [Front(reader, side ?? MarketSide.Of(reader.Parties), visible)] : visible.Count > 0 ? visible : [face.IsHub ? face.OwnParty with { Role = Role.Other } : face.OwnParty];
    }

    /// <summary>Every party that a connection may see, in its roles; may be none.</summary>
    public async Task<IReadOnlyList<PlatformParty>> VisibleAsync(Connection reader, CancellationToken cancellation)
    {
        var snapshot = directory.Current;
        var now = clock.GetUtcNow();
        var inForce = (await agreements.ListAsync(cancellation)).Where(agreement => agreement.Since <= now).ToList();
        var readers = reader.OwnedParties().ToHashSet();

        var shown = new Dictionary<(PartyId, Role), PlatformParty>();
        foreach (var party in Candidates(snapshot, reader.Id))
        {
            if (!readers.Contains(party.Party) && MaySee(inForce, party.Party, readers) && party.Role != Role.Hub)
            {
                var role = Known.Contains(party.Role) ? party.Role : Role.Other;
                shown.TryAdd((party.Party, role), party with { Role = role });
            }
        }

        return [.. shown.Values];
    }

    /// <summary>
    /// The one party as which we stand before a partner of 2.1.1: the operator's choice, else the only one that it can see on the other side of the market, else
    /// the first that we host there, else the gateway's own.
    /// </summary>
    private PlatformParty Front(Connection reader, Role? theirs, IReadOnlyList<PlatformParty> visible)
    {
        if (reader.Front is { } front)
        {
            return visible.Concat(directory.Current.Hosted).FirstOrDefault(party => party.Party == front.Party)
                ?? new PlatformParty(front.Party, front.Role, front.Party.ToString());
        }

        var side = theirs is { } other ? MarketSide.Opposite(other) : (Role?)null;
        var met = visible.Where(party => side is null || MarketSide.Of(party.Role) == side).DistinctBy(party => party.Party).Take(2).ToList();
        return met.Count == 1
            ? met[0]
            : directory.Current.Hosted.FirstOrDefault(party => side is null || MarketSide.Of(party.Role) == side) ?? face.OwnParty;
    }

    private static IEnumerable<PlatformParty> Candidates(ConnectionSnapshot snapshot, Guid reader) =>
        snapshot.Hosted.Concat(snapshot.Connections
            .Where(connection => connection.Id != reader && connection.State == ConnectionState.Connected)
            .SelectMany(connection => connection.Parties));

    private static bool MaySee(List<Agreement> agreements, PartyId owner, HashSet<PartyId> readers) => agreements.Any(agreement =>
        (agreement.From is null || agreement.From == owner) && (agreement.To is null || readers.Contains(agreement.To.Value)));
}
