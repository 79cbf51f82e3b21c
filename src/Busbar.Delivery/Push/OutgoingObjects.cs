using System.Collections.Concurrent;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Push;

/// <summary>
/// The present states of objects that are on their way out, read once for all partners and kept for a while. Locations change again and again, and their last state tells what
/// changed; sessions, CDRs and the like come without end and are soon over: they share a smaller place, or they would fill it for hours.
/// </summary>
internal sealed class OutgoingObjects(IObjectStore store, ObjectTranslator translator, PushOptions options, IObjectWatch? watch = null)
{
    private const int StatesKept = 4;
    private readonly ConcurrentDictionary<ObjectKey, Entry> _entries = [];
    private readonly Lock _ageing = new();
    private readonly Shelf _locations = new(options.CacheBytes);
    private readonly Shelf _others = new(options.CacheBytes / 8);

    private long _removed;

    /// <summary>About how much memory is taken.</summary>
    public long Bytes
    {
        get
        {
            lock (_ageing)
            {
                return _locations.Bytes + _others.Bytes;
            }
        }
    }

    /// <summary>The object's state at a change or later, the newest one for a change that never comes; null when it does not exist.</summary>
    public ValueTask<OutgoingState?> GetAsync(ObjectKey key, long atLeast, CancellationToken cancellation)
    {
        ForgetRemoved();
        var entry = _entries.GetOrAdd(key, static key => new Entry(key));
        return entry.Latest is { } latest && latest.Sequence >= atLeast ? new(latest) : LoadAsync(entry, key, atLeast, cancellation);
    }

    /// <summary>What was erased must not be sent from memory.</summary>
    private void ForgetRemoved()
    {
        if (watch is null || watch.Removed is var removed && removed == Volatile.Read(ref _removed))
        {
            return;
        }

        lock (_ageing)
        {
            _removed = removed;
            _entries.Clear();
            _locations.Clear();
            _others.Clear();
        }
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
                // What others refer to need not exist, and must not be remembered for that.
                _entries.TryRemove(KeyValuePair.Create(key, entry));
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
            Keep(entry, state);
            return state;
        }
        finally
        {
            entry.Loading.Release();
        }
    }

    /// <summary>Only the newest state of an object is kept, and what its chain of older ones needs; the objects that changed longest ago go first.</summary>
    private void Keep(Entry entry, OutgoingState state)
    {
        lock (_ageing)
        {
            var shelf = entry.Key.Module == ModuleId.Locations ? _locations : _others;
            if (entry.Place is { } place)
            {
                shelf.Age.Remove(place);
            }

            entry.Place = shelf.Age.AddLast(entry);
            shelf.Bytes += Cost(state) - entry.Cost;
            entry.Cost = Cost(state);
            while (shelf.Bytes > shelf.Most && shelf.Age.First is { } oldest && oldest.Value != entry)
            {
                shelf.Age.RemoveFirst();
                shelf.Bytes -= oldest.Value.Cost;
                (oldest.Value.Place, oldest.Value.Cost) = (null, 0);
                _entries.TryRemove(KeyValuePair.Create(oldest.Value.Key, oldest.Value));
            }
        }
    }

    /// <summary>Each state's bytes, as often again for three translations, and what stands around them.</summary>
    private static long Cost(OutgoingState state) => state.Depth * ((state.Stored.Utf8.Length * 4L) + 3072);

    private sealed class Shelf(long most)
    {
        public long Most { get; } = most;

        public LinkedList<Entry> Age { get; } = [];

        public long Bytes { get; set; }

        public void Clear()
        {
            foreach (var entry in Age)
            {
                (entry.Place, entry.Cost) = (null, 0);
            }

            Age.Clear();
            Bytes = 0;
        }
    }

    private sealed class Entry(ObjectKey key)
    {
        public ObjectKey Key { get; } = key;

        public SemaphoreSlim Loading { get; } = new(1, 1);

        public LinkedListNode<Entry>? Place { get; set; }

        public long Cost { get; set; }

        public volatile OutgoingState? Latest;
    }
}
