using Busbar.Core.Objects;

namespace Busbar.Storage.Writing;

/// <summary>The newest changes in memory, and the signal that there are more: many readers at the end of the log cost the database nothing.</summary>
public sealed class ChangeTail
{
    private const int Capacity = 8192;

    private readonly Lock _gate = new();
    private readonly Change[] _ring = new Change[Capacity];
    private TaskCompletionSource _signal = NewSignal();
    private long _last;
    private long _count;

    /// <summary>The newest committed sequence.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>Starts from what the database holds.</summary>
    internal void Start(long last) => _last = last;

    /// <summary>Goes on from a later sequence: what lies between stands in the database alone.</summary>
    internal void Restart(long last)
    {
        TaskCompletionSource signal;
        lock (_gate)
        {
            _count = 0;
            Volatile.Write(ref _last, last);
            signal = _signal;
            _signal = NewSignal();
        }

        signal.SetResult();
    }

    /// <summary>
    /// Takes the changes of a committed transaction, in order. Those that are known already are passed over: where several processes share a database,
    /// a commit may be read there before its own writer tells of it.
    /// </summary>
    internal void Publish(List<Change> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        TaskCompletionSource signal;
        lock (_gate)
        {
            foreach (var change in changes)
            {
                if (change.Sequence > _last)
                {
                    // What lies between was removed from the log before it was read here.
                    _count = change.Sequence == _last + 1 ? _count : 0;
                    _ring[change.Sequence % Capacity] = change;
                    _count = Math.Min(Capacity, _count + 1);
                    Volatile.Write(ref _last, change.Sequence);
                }
            }

            signal = _signal;
            _signal = NewSignal();
        }

        signal.SetResult();
    }

    /// <summary>Entries after a sequence; false when the tail does not reach back that far.</summary>
    internal bool TryRead(long after, int limit, out IReadOnlyList<Change> changes)
    {
        changes = [];
        lock (_gate)
        {
            if (after >= _last)
            {
                return true;
            }

            if (after < _last - _count)
            {
                return false;
            }

            var found = new Change[Math.Min(limit, _last - after)];
            for (var i = 0; i < found.Length; i++)
            {
                found[i] = _ring[(after + 1 + i) % Capacity];
            }

            changes = found;
            return true;
        }
    }

    /// <summary>Completes when there is an entry after a sequence, or after the interval.</summary>
    internal async ValueTask WaitAsync(long after, TimeSpan interval, TimeProvider time, CancellationToken cancellation)
    {
        Task signal;
        lock (_gate)
        {
            if (_last > after)
            {
                return;
            }

            signal = _signal.Task;
        }

        await signal.WaitAsync(interval, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
