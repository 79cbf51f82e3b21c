using System.Collections.Concurrent;
using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Parties;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>Connections and tokens in memory, with the same rules for tokens as the database.</summary>
internal sealed class MemoryConnections(TimeProvider clock) : IConnectionStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Connection> _connections = [];
    private readonly Dictionary<string, IssuedToken> _issued = [];
    private readonly Dictionary<Guid, string> _partnerTokens = [];
    private int _readings;

    /// <summary>How many saves there were: to see that a refused handshake changed no token.</summary>
    public List<TokenChanges> Saves { get; } = [];

    /// <summary>How often everything was read.</summary>
    public int Readings => Volatile.Read(ref _readings);

    /// <summary>How often something was changed, a hosted party included.</summary>
    public int Revision { get; set; }

    /// <summary>When set, the next save fails with it.</summary>
    public Exception? FailNext { get; set; }

    public IReadOnlyCollection<IssuedToken> Issued => _issued.Values;

    public Task<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _readings);
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<Connection>>([.. _connections.Values.OrderBy(connection => connection.CreatedAt)]);
        }
    }

    public Task<Connection?> FindAsync(Guid id, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult(_connections.GetValueOrDefault(id));
        }
    }

    public Task<IReadOnlyList<IssuedToken>> ListIssuedTokensAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<IssuedToken>>([.. _issued.Values.Where(token => token.ValidUntil is null || token.ValidUntil > clock.GetUtcNow())]);
        }
    }

    public Task<string> ReadRevisionAsync(CancellationToken cancellation) => Task.FromResult($"{Revision}");

    public Task SaveAsync(Connection connection, TokenChanges tokens, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (FailNext is { } failure)
            {
                FailNext = null;
                throw failure;
            }

            Revision++;
            _connections[connection.Id] = connection;
            Saves.Add(tokens);
            if (tokens.RetireOthersAt is { } end)
            {
                foreach (var token in _issued.Values.Where(token => token.Connection == connection.Id && !(token.ValidUntil <= end)).ToList())
                {
                    _issued[token.Hash] = token with { ValidUntil = end };
                }
            }

            foreach (var token in tokens.Issue)
            {
                _issued[token.Hash] = token;
            }

            if (tokens.ForgetPartnerToken)
            {
                _partnerTokens.Remove(connection.Id);
            }

            if (tokens.PartnerToken is { } partnerToken)
            {
                _partnerTokens[connection.Id] = partnerToken;
            }
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(Guid id, CancellationToken cancellation)
    {
        lock (_lock)
        {
            Revision++;
            _connections.Remove(id);
            _partnerTokens.Remove(id);
            foreach (var token in _issued.Values.Where(token => token.Connection == id).ToList())
            {
                _issued.Remove(token.Hash);
            }
        }

        return Task.CompletedTask;
    }

    public Task<string?> ReadPartnerTokenAsync(Guid id, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult(_partnerTokens.GetValueOrDefault(id));
        }
    }
}

internal sealed class MemoryParties : IHostedPartyStore
{
    private readonly ConcurrentDictionary<PlatformParty, bool> _parties = [];

    public Task<IReadOnlyList<PlatformParty>> ListAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PlatformParty>>([.. _parties.Keys]);

    public Task SaveAsync(PlatformParty party, CancellationToken cancellation)
    {
        _parties[party] = true;
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(PlatformParty party, CancellationToken cancellation) => Task.FromResult(_parties.TryRemove(party, out _));
}

internal sealed class MemoryAgreements : IAgreementStore
{
    public List<Agreement> Agreements { get; } = [new Agreement { Id = Guid.NewGuid(), Since = DateTimeOffset.UnixEpoch }];

    public Task<IReadOnlyList<Agreement>> ListAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Agreement>>([.. Agreements]);

    public Task SaveAsync(Agreement agreement, CancellationToken cancellation)
    {
        Agreements.Add(agreement);
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(Guid id, CancellationToken cancellation) => Task.FromResult(Agreements.RemoveAll(agreement => agreement.Id == id) > 0);
}
