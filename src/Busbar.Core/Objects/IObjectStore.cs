using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Objects;

/// <summary>Port: objects, durable. Every write appends its change to the log in the same transaction.</summary>
public interface IObjectStore
{
    /// <summary>Writes one object; completes when the transaction is on disk. Concurrent writes share a commit.</summary>
    ValueTask<WriteResult> WriteAsync(ObjectWrite write, CancellationToken cancellation);

    /// <summary>Writes many objects in one transaction, in order (a pulled page). Each is decided on its own.</summary>
    ValueTask<IReadOnlyList<WriteResult>> WriteManyAsync(IReadOnlyList<ObjectWrite> writes, CancellationToken cancellation);

    /// <summary>One object, deleted ones included; null when it never existed.</summary>
    ValueTask<StoredObject?> FindAsync(ObjectKey key, CancellationToken cancellation);

    /// <summary>Finds an object by id alone, whoever owns it: for messages that carry no owner (a session to stop).</summary>
    ValueTask<IReadOnlyList<StoredObject>> FindByIdAsync(ModuleId module, string id, CancellationToken cancellation);

    /// <summary>Hands a page's objects to the sink in order, from one consistent state. Returns whether more follow.</summary>
    ValueTask<bool> ReadPageAsync(PageQuery query, IObjectSink sink, CancellationToken cancellation);

    /// <summary>How many objects match, ignoring <see cref="PageQuery.AfterOrdinal"/>, offset and limit.</summary>
    ValueTask<long> CountAsync(PageQuery query, CancellationToken cancellation);
}
