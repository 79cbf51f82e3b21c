using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Connections;

/// <summary>All connections, issued tokens and party owners at one instant. Immutable: whoever holds it sees one consistent state.</summary>
public sealed class ConnectionSnapshot
{
    private readonly FrozenDictionary<Guid, Connection> _connections;
    private readonly FrozenDictionary<string, IssuedToken> _tokens;
    private readonly FrozenDictionary<PartyId, PartyOwner> _owners;
    private readonly FrozenDictionary<Guid, IssuedToken> _spent;

    public ConnectionSnapshot(IReadOnlyList<Connection> connections, IReadOnlyList<IssuedToken> tokens, IReadOnlyList<PlatformParty> hosted)
    {
        Connections = connections;
        Hosted = hosted;
        _connections = connections.ToFrozenDictionary(connection => connection.Id);
        _tokens = tokens.ToFrozenDictionary(token => token.Hash, StringComparer.Ordinal);
        _spent = tokens.Where(token => token is { Kind: TokenKind.A, ValidUntil: not null })
            .GroupBy(token => token.Connection)
            .ToFrozenDictionary(group => group.Key, group => group.MaxBy(token => token.ValidUntil)!);
        _owners = Owners(connections, hosted).ToFrozenDictionary();
    }

    /// <summary>A gateway that knows nobody.</summary>
    public static ConnectionSnapshot Empty { get; } = new([], [], []);

    public IReadOnlyList<Connection> Connections { get; }

    /// <summary>The parties that this gateway hosts itself.</summary>
    public IReadOnlyList<PlatformParty> Hosted { get; }

    public Connection? Find(Guid id) => _connections.GetValueOrDefault(id);

    /// <summary>The connection of that name, ignoring case.</summary>
    public Connection? FindByName(string name) =>
        Connections.FirstOrDefault(connection => string.Equals(connection.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Who the party belongs to; null when nobody has it.</summary>
    public PartyOwner? OwnerOf(PartyId party) => _owners.TryGetValue(party, out var owner) ? owner : null;

    /// <summary>The issued token of that hash, when its life has not ended.</summary>
    /// <remarks>
    /// Looking up by hash keeps the time it takes independent of the secret: who sends a guess learns at most something of the guess's hash.
    /// </remarks>
    public IssuedToken? FindToken(string hash, DateTimeOffset now)
    {
        if (!_tokens.TryGetValue(hash, out var token)
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(token.Hash), Encoding.ASCII.GetBytes(hash)))
        {
            return null;
        }

        return token.ValidUntil is { } end && end <= now ? null : token;
    }

    /// <summary>The token A with which a connection registered, while the same registration may be made again with it; null otherwise.</summary>
    public IssuedToken? FindSpent(Guid connection, DateTimeOffset now) => _spent.GetValueOrDefault(connection) is { } token && token.ValidUntil > now ? token : null;

    private static Dictionary<PartyId, PartyOwner> Owners(IReadOnlyList<Connection> connections, IReadOnlyList<PlatformParty> hosted)
    {
        var owners = new Dictionary<PartyId, PartyOwner>();
        foreach (var party in hosted)
        {
            owners.TryAdd(party.Party, PartyOwner.Gateway);
        }

        // Who came first keeps a party, should two rows ever claim it.
        foreach (var connection in connections.OrderBy(connection => connection.RegisteredAt ?? connection.CreatedAt))
        {
            foreach (var party in connection.OwnedParties())
            {
                owners.TryAdd(party, new PartyOwner(connection));
            }
        }

        return owners;
    }
}
