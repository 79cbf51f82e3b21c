using System.Collections.Concurrent;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Push;

/// <summary>The present states of objects that are on their way out, read once for all partners and kept for a while.</summary>
internal sealed class OutgoingObjects(IObjectStore store, ObjectTranslator translator, PushOptions options)
{
    private const int StatesKept = 4;
    private readonly ConcurrentDictionary<ObjectKey, Entry> _entries = [];
    private readonly ConcurrentQueue<(ObjectKey Key, OutgoingState State)> _age = [];
    private long _bytes;

    /// <summary>The object's state at a change or later, the newest one for a change that never comes; null when it does not exist.</summary>
    public ValueTask<OutgoingState?> GetAsync(ObjectKey key, long atLeast, CancellationToken cancellation)
    {
        var entry = _entries.GetOrAdd(key, static _ => new Entry());
        return entry.Latest is { } latest && latest.Sequence >= atLeast ? new(latest) : LoadAsync(entry, key, atLeast, cancellation);
    }

    private async ValueTask<OutgoingState?> LoadAsync(Entry entry, ObjectKey key, long atLeast, CancellationToken cancellation)
    {
        await entry.Loading.WaitAsync(cancellation);
        try
        {
            if (entry.Latest is { } latest && latest.Sequence >= atLeast)
            {
                return latest;
            }

            if (!OwnedModule.TryGet(key.Module, out var kind) || await store.FindAsync(key, cancellation) is not { } stored)
            {
                return null;
            }

            if (entry.Latest is { } known && known.Sequence == stored.Sequence)
            {
                return known;
            }

            // Older states tell what changed in an EVSE; nothing else needs them.
            var state = new OutgoingState(stored, kind, key.Module == ModuleId.Locations ? entry.Latest : null, translator);
            state.Forget(StatesKept);
            entry.Latest = state;
            Keep(key, state);
            return state;
        }
        finally
        {
            entry.Loading.Release();
        }
    }

    private void Keep(ObjectKey key, OutgoingState state)
    {
        _age.Enqueue((key, state));
        var bytes = Interlocked.Add(ref _bytes, Cost(state));
        while (bytes > options.CacheBytes && _age.TryDequeue(out var oldest))
        {
            bytes = Interlocked.Add(ref _bytes, -Cost(oldest.State));
            if (_entries.TryGetValue(oldest.Key, out var entry) && ReferenceEquals(entry.Latest, oldest.State))
            {
                _entries.TryRemove(new KeyValuePair<ObjectKey, Entry>(oldest.Key, entry));
            }
        }
    }

    /// <summary>Its bytes, once more for a translation, and what stands around them.</summary>
    private static long Cost(OutgoingState state) => (state.Stored.Utf8.Length * 2L) + 512;

    private sealed class Entry
    {
        public SemaphoreSlim Loading { get; } = new(1, 1);

        public volatile OutgoingState? Latest;
    }
}
