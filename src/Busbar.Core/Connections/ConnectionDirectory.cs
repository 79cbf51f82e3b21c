using Busbar.Core.Nodes;
using Busbar.Core.Parties;

namespace Busbar.Core.Connections;

/// <summary>
/// The connections as everyone in this process sees them. Readers take the immutable <see cref="Current"/>; every change is decided against it,
/// saved, and only then seen, one change at a time.
/// </summary>
public sealed class ConnectionDirectory(IConnectionStore connections, IHostedPartyStore hosted, INodeStore? nodes = null) : IDisposable
{
    private const string LockName = "connections";

    private readonly SharedReading<string> _revisions = new(() => connections.ReadRevisionAsync(CancellationToken.None));

    private readonly INodeStore _nodes = nodes ?? new OneProcess();
    private readonly SemaphoreSlim _changing = new(1, 1);
    private volatile string _revision = "";
    private volatile ConnectionSnapshot _current = ConnectionSnapshot.Empty;

    /// <summary>Raised after the snapshot was swapped. Handlers must be quick.</summary>
    public event Action<ConnectionSnapshot>? Changed;

    public ConnectionSnapshot Current => _current;

    /// <summary>Whether other processes change connections too.</summary>
    public bool IsShared => _nodes.IsShared;

    /// <summary>Reads everything anew: at the start, and when another process or another writer changed something.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await _changing.WaitAsync(cancellation);
        try
        {
            await LoadAsync(cancellation);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>
    /// Reads everything anew when another process changed something that this one has not heard of yet: a token that it issued a moment ago is asked
    /// for here. Whether there is anything newer now than what the asker looked at, whoever read it: somebody else may have done so in between.
    /// However many ask, the database is asked one question at a time: who sends wrong tokens in a flood must not take it from the others.
    /// </summary>
    public async ValueTask<bool> RefreshIfStaleAsync(ConnectionSnapshot seen, CancellationToken cancellation)
    {
        if (_nodes.IsShared && await _revisions.ReadAsync().WaitAsync(cancellation) is var revision && revision != _revision)
        {
            await _changing.WaitAsync(cancellation);
            try
            {
                // Of all who saw it, one reads.
                if (revision != _revision)
                {
                    await LoadAsync(cancellation);
                }
            }
            finally
            {
                _changing.Release();
            }
        }

        return !ReferenceEquals(_current, seen);
    }

    /// <summary>
    /// Changes one connection. <paramref name="decide"/> sees the present state while nobody else can change it, so rules across connections
    /// (one owner per party, unique names) hold. It returns null to change nothing, and may throw to refuse.
    /// </summary>
    public async Task<Connection?> ChangeAsync(Func<ConnectionSnapshot, ConnectionChange?> decide, CancellationToken cancellation)
    {
        var changed = await ChangeManyAsync(snapshot => decide(snapshot) is { } change ? [change] : [], cancellation);
        return changed.Count == 0 ? null : changed[0].Connection;
    }

    /// <summary>Changes several connections, as <see cref="ChangeAsync"/> does one; everything is read anew once, after the last. When one cannot be saved, those before it are.</summary>
    public async Task<IReadOnlyList<ConnectionChange>> ChangeManyAsync(Func<ConnectionSnapshot, IReadOnlyList<ConnectionChange>> decide, CancellationToken cancellation)
    {
        await _changing.WaitAsync(cancellation);
        try
        {
            await using var alone = await AloneAsync(cancellation);
            var changes = decide(_current);
            var saved = 0;
            try
            {
                foreach (var change in changes)
                {
                    await connections.SaveAsync(change.Connection, change.Tokens, cancellation);
                    saved++;
                }
            }
            finally
            {
                if (saved > 0)
                {
                    await LoadAsync(CancellationToken.None);
                }
            }

            return changes;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Removes a connection with its tokens.</summary>
    public async Task RemoveAsync(Guid id, CancellationToken cancellation)
    {
        await _changing.WaitAsync(cancellation);
        try
        {
            await using var alone = await AloneAsync(cancellation);
            await connections.DeleteAsync(id, cancellation);
            await LoadAsync(CancellationToken.None);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Declares a party that this gateway hosts.</summary>
    /// <exception cref="ConnectionRuleException">The party belongs to a connection.</exception>
    public async Task HostAsync(PlatformParty party, CancellationToken cancellation)
    {
        await _changing.WaitAsync(cancellation);
        try
        {
            await using var alone = await AloneAsync(cancellation);
            if (_current.OwnerOf(party.Party) is { Connection: { } owner })
            {
                throw new ConnectionRuleException($"Party {party.Party} belongs to the connection \"{owner.Name}\".");
            }

            await hosted.SaveAsync(party, cancellation);
            await LoadAsync(CancellationToken.None);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Ends the hosting of a party; false when it was not hosted.</summary>
    public async Task<bool> EndHostingAsync(PlatformParty party, CancellationToken cancellation)
    {
        await _changing.WaitAsync(cancellation);
        try
        {
            await using var alone = await AloneAsync(cancellation);
            var removed = await hosted.DeleteAsync(party, cancellation);
            await LoadAsync(CancellationToken.None);
            return removed;
        }
        finally
        {
            _changing.Release();
        }
    }

    public void Dispose() => _changing.Dispose();

    /// <summary>Lets no other process change anything meanwhile, and decides against what the others left.</summary>
    private async Task<IAsyncDisposable> AloneAsync(CancellationToken cancellation)
    {
        var held = await _nodes.LockAsync(LockName, cancellation);
        try
        {
            if (_nodes.IsShared)
            {
                await LoadAsync(cancellation);
            }

            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        // Before the rest: what is saved meanwhile is read again at worst.
        var revision = _nodes.IsShared ? await connections.ReadRevisionAsync(cancellation) : "";
        var next = new ConnectionSnapshot(
            await connections.ListAsync(cancellation),
            await connections.ListIssuedTokensAsync(cancellation),
            await hosted.ListAsync(cancellation));
        (_current, _revision) = (next, revision);
        Changed?.Invoke(next);
    }
}
