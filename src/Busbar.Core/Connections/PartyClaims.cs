using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Connections;

/// <summary>The rule that a party belongs to one connection, and that taking it over needs the operator's yes.</summary>
public static class PartyClaims
{
    /// <summary>The parties that a connection keeps others from claiming. One that ended its registration keeps none.</summary>
    public static IEnumerable<PartyId> OwnedParties(this Connection connection)
    {
        if (connection.State == ConnectionState.Unregistered)
        {
            yield break;
        }

        foreach (var party in connection.Parties)
        {
            yield return party.Party;
        }

        foreach (var party in connection.Declared)
        {
            yield return party.Party;
        }

        if (connection.HubParty is { } hub)
        {
            yield return hub;
        }
    }

    /// <summary>
    /// Whether requests of the connection may be made on behalf of a party: one of its own, itself where it is a hub, or, for a hub, one of nobody else that it need not have
    /// told us of. Any platform can call itself a hub, so where the operator said which parties it has, it speaks for no others.
    /// </summary>
    public static bool SpeaksFor(this Connection connection, PartyId party, ConnectionSnapshot snapshot) =>
        connection.Hosts(party)
        || connection.HubParty == party
        || (connection.HubParty is not null && connection.Declared.Count == 0 && snapshot.OwnerOf(party) is null);

    /// <summary>Why the connection may not have these parties; null when it may.</summary>
    public static string? Refuse(ConnectionSnapshot snapshot, Connection connection, IEnumerable<PartyId> claimed)
    {
        foreach (var party in claimed)
        {
            var owner = snapshot.OwnerOf(party);
            if (owner is { Connection: null })
            {
                return $"Party {party} is hosted by this gateway itself.";
            }

            if (owner is { Connection: { } other } && other.Id != connection.Id)
            {
                return $"Party {party} belongs to another connection; the operator has to release it there first.";
            }

            if (connection.Declared.Count > 0 && connection.Declared.All(declared => declared.Party != party))
            {
                return $"Party {party} is not among the parties that the operator declared for this connection.";
            }
        }

        return null;
    }
}
