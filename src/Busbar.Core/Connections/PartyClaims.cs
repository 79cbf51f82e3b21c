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
    public static PartyRefusal? Refuse(ConnectionSnapshot snapshot, Connection connection, IEnumerable<PartyId> claimed)
    {
        foreach (var party in claimed)
        {
            var owner = snapshot.OwnerOf(party);
            if (owner is { Connection: null })
            {
                return new($"Party {party} is hosted by this gateway itself.", "Where it moved to the partner, end its hosting (DELETE /api/parties).");
            }

            if (owner is { Connection: { } other } && other.Id != connection.Id)
            {
                return new(
                    $"Party {party} belongs to another connection; the operator has to release it there first.",
                    $"It is the connection \"{other.Name}\": where the party moved on, release it there (DELETE /api/connections/{other.Id}/parties/{party}), and let the handshake be tried again.");
            }

            if (connection.Declared.Count > 0 && connection.Declared.All(declared => declared.Party != party))
            {
                return new($"Party {party} is not among the parties that the operator declared for this connection.", "Where it is the partner's, declare it too (\"parties\" of the connection).");
            }
        }

        return null;
    }
}

/// <summary>Why a connection may not have a party.</summary>
/// <param name="Reason">What a partner may be told.</param>
/// <param name="Advice">What only the operator is told: where it is, and what to do.</param>
public sealed record PartyRefusal(string Reason, string Advice)
{
    /// <summary>All of it, for the operator.</summary>
    public string ForOperator => $"{Reason} {Advice}";
}
