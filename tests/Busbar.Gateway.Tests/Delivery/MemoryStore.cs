using System.Text;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>Objects and their change log in memory, with the behaviour that the ports promise.</summary>
internal sealed class MemoryStore(TimeProvider time) : IObjectStore, IChangeLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectKey, StoredObject> _objects = [];
    private readonly List<Change> _log = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _ordinal;
    private long _last;

    public long LastSequence
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>Removes the beginning of the log, as happens when its time is over.</summary>
    public void Forget(long upTo)
    {
        lock (_lock)
        {
            _log.RemoveAll(change => change.Sequence <= upTo);
        }
    }

    public long Put(ObjectKey key, string json, Guid? source = null, PartyId? audience = null, string? evse = null, OcpiVersion version = OcpiVersion.V230, bool published = true)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        lock (_lock)
        {
            var change = Append(ChangeKind.ObjectStored, key, evse is null ? null : new ObjectPart(evse), source);
            _objects[key] = new StoredObject
            {
                Key = key,
                Version = version,
                Utf8 = utf8,
                Facts = new ObjectFacts(time.GetUtcNow(), audience, published, ObjectScan.Hash(utf8)),
                Ordinal = _objects.TryGetValue(key, out var old) ? old.Ordinal : ++_ordinal,
                Sequence = change.Sequence,
                Source = source,
            };
            return change.Sequence;
        }
    }

    public void Delete(ObjectKey key)
    {
        lock (_lock)
        {
            var change = Append(ChangeKind.ObjectDeleted, key, null, null);
            var old = _objects[key];
            _objects[key] = old with { Deleted = true, Sequence = change.Sequence, Facts = old.Facts with { LastUpdated = time.GetUtcNow() } };
        }
    }

    public StoredObject? Get(ObjectKey key)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault(key);
        }
    }

    public ValueTask<WriteResult> WriteAsync(ObjectWrite write, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var old = _objects.GetValueOrDefault(write.Key);
            var decided = write.Decide(old is null ? null : new Current(old));
            if (decided is ObjectDecision.Delete && write.Absence is { } absence && StandsAbsent?.Invoke(write.Key, absence) == false)
            {
                decided = new ObjectDecision.Keep(KeepReason.Older);
            }

            switch (decided)
            {
                case ObjectDecision.Store store:
                    var change = Append(ChangeKind.ObjectStored, write.Key, store.Part, write.Source);
                    _objects[write.Key] = new StoredObject
                    {
                        Key = write.Key,
                        Version = store.Version,
                        Utf8 = store.Utf8.ToArray(),
                        Facts = store.Facts,
                        Ordinal = old?.Ordinal ?? ++_ordinal,
                        Sequence = change.Sequence,
                        Source = write.Source,
                    };
                    return new(new WriteResult(store, old is null or { Deleted: true }, change.Sequence));
                case ObjectDecision.Delete delete when old is not null:
                    var gone = Append(ChangeKind.ObjectDeleted, write.Key, null, write.Source);
                    _objects[write.Key] = old with { Deleted = true, Sequence = gone.Sequence, Facts = old.Facts with { LastUpdated = delete.At } };
                    return new(new WriteResult(delete, false, gone.Sequence));
                case var decision:
                    return new(new WriteResult(decision, false, 0));
            }
        }
    }

    public async ValueTask<IReadOnlyList<WriteResult>> WriteManyAsync(IReadOnlyList<ObjectWrite> writes, CancellationToken cancellation)
    {
        var results = new List<WriteResult>();
        foreach (var write in writes)
        {
            results.Add(await WriteAsync(write, cancellation));
        }

        return results;
    }

    /// <summary>Says whether an object is missing still.</summary>
    public Func<ObjectKey, Absence, bool>? StandsAbsent { get; set; }

    /// <summary>Runs before an object is looked up.</summary>
    public Action? BeforeFind { get; set; }

    public ValueTask<StoredObject?> FindAsync(ObjectKey key, CancellationToken cancellation)
    {
        BeforeFind?.Invoke();
        return new(Get(key));
    }

    public ValueTask<IReadOnlyList<StoredObject>> FindByIdAsync(ModuleId module, string id, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return new([.. _objects.Values.Where(o => o.Key.Module == module && string.Equals(o.Key.Id, id, StringComparison.OrdinalIgnoreCase))]);
        }
    }

    public ValueTask<bool> ReadPageAsync(PageQuery query, IObjectSink sink, CancellationToken cancellation)
    {
        List<StoredObject> found;
        lock (_lock)
        {
            found = [.. Matching(query).Where(o => o.Ordinal > query.AfterOrdinal).OrderBy(o => o.Ordinal).Skip(query.Offset).Take(query.Limit + 1)];
        }

        foreach (var o in found.Take(query.Limit))
        {
            sink.Add(new ObjectHeader(o.Key, o.Version, o.Facts.LastUpdated, o.Ordinal, o.Deleted), o.Utf8.Span);
        }

        return new(found.Count > query.Limit);
    }

    public ValueTask<long> CountAsync(PageQuery query, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return new(Matching(query).LongCount());
        }
    }

    public ValueTask<IReadOnlyList<Change>> ReadAsync(long after, int limit, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return new([.. _log.Where(c => c.Sequence > after).Take(limit)]);
        }
    }

    public ValueTask<long> LastSequenceAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            return new(_last);
        }
    }

    public async ValueTask WaitAsync(long after, CancellationToken cancellation)
    {
        Task more;
        lock (_lock)
        {
            if (_last > after)
            {
                return;
            }

            more = _more.Task;
        }

        await more.WaitAsync(cancellation);
    }

    public ValueTask<long> AppendAsync(ChangeKind kind, Guid? connection, string detail, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return new(Append(kind, null, null, connection).Sequence);
        }
    }

    private Change Append(ChangeKind kind, ObjectKey? key, ObjectPart? part, Guid? connection)
    {
        var change = new Change(++_last, time.GetUtcNow(), kind, key, part, connection, null, Before(key));
        _log.Add(change);
        var more = _more;
        _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        more.SetResult();
        return change;
    }

    private ChangeBefore? Before(ObjectKey? key) =>
        key is not { } known ? null
        : _objects.TryGetValue(known, out var old) ? new ChangeBefore(old.Sequence, !old.Deleted, old.Facts.Published) : ChangeBefore.Nothing;

    private IEnumerable<StoredObject> Matching(PageQuery query) => _objects.Values.Where(o =>
        o.Key.Module == query.Module && o.Sequence > (query.ChangedAfter ?? 0) && (query.IncludeDeleted || !o.Deleted)
        && (query.Owners is null || query.Owners.Contains(o.Key.Owner)) && !query.ExceptOwners.Contains(o.Key.Owner)
        && (query.Grants is null || query.Grants.Any(g => g.Covers(o.Key.Owner, o.Facts))));

    private sealed class Current(StoredObject stored) : ICurrentObject
    {
        public OcpiVersion Version => stored.Version;

        public ObjectFacts Facts => stored.Facts;

        public bool Deleted => stored.Deleted;

        public long Sequence => stored.Sequence;

        public byte[] ReadUtf8() => stored.Utf8.ToArray();
    }
}
