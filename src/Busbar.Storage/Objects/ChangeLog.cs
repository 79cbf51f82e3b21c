using Busbar.Core.Objects;
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
            : new(database.Read<IReadOnlyList<Change>>(session => ChangeRows.ReadAfter(session, database.State, after, limit)));
    }

    public ValueTask<long> LastSequenceAsync(CancellationToken cancellation) => new(database.State.Tail.Last);

    public ValueTask WaitAsync(long after, CancellationToken cancellation) =>
        database.State.Tail.WaitAsync(after, PollingInterval, database.Time, cancellation);

    public ValueTask<long> AppendAsync(ChangeKind kind, Guid? connection, string detail, CancellationToken cancellation) =>
        kind is ChangeKind.ObjectStored or ChangeKind.ObjectDeleted
            ? throw new ArgumentOutOfRangeException(nameof(kind), kind, "Object changes are appended by the object store, with the object.")
            : new(database.WriteAsync(context => context.Append(kind, connection, detail), cancellation));
}
