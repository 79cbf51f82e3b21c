using Busbar.Core.Connections;
using Busbar.Core.Objects;

namespace Busbar.Delivery.Push;

/// <summary>
/// Reads the change log once for all partners and keeps its newest part in memory: a partner that keeps up never reads the database for it. What another
/// process changed of connections is known here before anybody reads on: who may see a change is not decided by who was there before it.
/// </summary>
internal sealed class ChangeFeed(IChangeLog log, ConnectionDirectory directory)
{
    private const int Kept = 8_192;
    private const int Slack = 1_024;
    private const int Step = 1_000;
    private readonly Lock _lock = new();
    private readonly List<Change> _recent = [];
    private readonly List<Action> _listeners = [];
    private long _before;
    private long _last;

    /// <summary>The newest sequence that was read.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>Calls back, quickly and from any thread, whenever there is more.</summary>
    public IDisposable Listen(Action listener)
    {
        lock (_lock)
        {
            _listeners.Add(listener);
        }

        return new Subscription(this, listener);
    }

    /// <summary>Entries after a sequence, in order.</summary>
    public async ValueTask<IReadOnlyList<Change>> ReadAsync(long after, int limit, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (after >= _last)
            {
                return [];
            }

            if (after >= _before)
            {
                var from = IndexAfter(after);
                return _recent.GetRange(from, Math.Min(limit, _recent.Count - from));
            }
        }

        return await log.ReadAsync(after, limit, cancellation);
    }

    /// <summary>Takes the present end of the log as the beginning of what is kept.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var last = await log.LastSequenceAsync(cancellation);
        lock (_lock)
        {
            _before = _last = last;
        }
    }

    /// <summary>Follows the log until it is cancelled.</summary>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var changes = await log.ReadAsync(_last, Step, cancellation);
            if (changes.Count == 0)
            {
                await log.WaitAsync(_last, cancellation);
                continue;
            }

            await LearnAsync(changes, cancellation);
            Action[] listeners;
            lock (_lock)
            {
                _recent.AddRange(changes);
                if (_recent.Count > Kept + Slack)
                {
                    var old = _recent.Count - Kept;
                    _before = _recent[old - 1].Sequence;
                    _recent.RemoveRange(0, old);
                }

                _last = changes[^1].Sequence;
                listeners = [.. _listeners];
            }

            foreach (var listener in listeners)
            {
                listener();
            }
        }
    }

    private async ValueTask LearnAsync(IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        // A hosted party counts as an agreement.
        if (changes.Any(change => change.Kind is ChangeKind.ConnectionChanged or ChangeKind.AgreementChanged))
        {
            await directory.RefreshIfStaleAsync(directory.Current, cancellation);
        }
    }

    private int IndexAfter(long sequence)
    {
        var (low, high) = (0, _recent.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _recent[middle].Sequence <= sequence ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private sealed class Subscription(ChangeFeed feed, Action listener) : IDisposable
    {
        public void Dispose()
        {
            lock (feed._lock)
            {
                feed._listeners.Remove(listener);
            }
        }
    }
}
