using Busbar.Core.Objects;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Objects;

internal sealed class ChangeLog(IDatabase database) : IChangeLog
{
    private static readonly TimeSpan PollingInterval = TimeSpan.FromSeconds(5);

    public ValueTask<IReadOnlyList<Change>> ReadAsync(long after, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.State.Tail.TryRead(after, limit, out var changes)
            ? new(changes)
            : new(database.Read<IReadOnlyList<Change>>(session => session
                .Open("""
                    SELECT c.sequence, c.at, c.kind, o.module, o.owner, o.object_id, c.evse, c.connector, c.connection, c.detail
                    FROM changes c LEFT JOIN objects o ON o.id = c.object WHERE c.sequence > ? ORDER BY c.sequence LIMIT ?
                    """)
                .Bind(after).Bind((long)limit).ReadAll(row => Map(session, row))));
    }

    public ValueTask<long> LastSequenceAsync(CancellationToken cancellation) => new(database.State.Tail.Last);

    public ValueTask WaitAsync(long after, CancellationToken cancellation) =>
        database.State.Tail.WaitAsync(after, PollingInterval, database.Time, cancellation);

    public ValueTask<long> AppendAsync(ChangeKind kind, Guid? connection, string detail, CancellationToken cancellation) =>
        kind is ChangeKind.ObjectStored or ChangeKind.ObjectDeleted
            ? throw new ArgumentOutOfRangeException(nameof(kind), kind, "Object changes are appended by the object store, with the object.")
            : new(database.WriteAsync(context => context.Append(kind, connection, detail), cancellation));

    private Change Map(ISqlSession session, Statement row)
    {
        ObjectKey? key = row.IsNull(3)
            ? null
            : new ObjectKey(database.State.Modules.Name(session, row.Int32(3)), database.State.Parties.Name(session, row.Int32(4)), row.Text(5));
        var part = row.IsNull(6) ? null : new ObjectPart(row.Text(6), row.TextOrNull(7));
        return new Change(row.Int64(0), row.Instant(1), (ChangeKind)row.Int32(2), key, part, row.GuidOrNull(8), row.TextOrNull(9));
    }
}
