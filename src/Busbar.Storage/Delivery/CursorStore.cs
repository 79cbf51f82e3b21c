using Busbar.Core.Delivery;
using Busbar.Core.Nodes;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Delivery;

internal sealed class CursorStore(IDatabase database, Leases leases) : ICursorStore
{
    public ValueTask<DeliveryCursor?> FindAsync(Guid connection, CancellationToken cancellation) =>
        new(database.ReadAsync(
            session => session.Open("SELECT sequence, sweep_module, sweep_after, view FROM cursors WHERE connection = ?").Bind(connection).ReadFirst(
                row => new DeliveryCursor(row.Int64(0), row.IsNull(1) ? null : new SweepPosition(new ModuleId(row.Text(1)), row.Int64(2)), row.TextOrNull(3))),
            cancellation));

    /// <summary>
    /// Saves nothing for a connection that is gone: the pump that saves may learn of its removal a moment later. Where processes share the database,
    /// only the one that has the connection may move its cursor; one that was paused meanwhile finds that it has not.
    /// </summary>
    public ValueTask SaveAsync(Guid connection, DeliveryCursor cursor, CancellationToken cancellation) =>
        new(database.WriteAsync(
            context =>
            {
                RequireLease(context, connection);
                context.Sql.Open("""
                    INSERT INTO cursors (connection, sequence, sweep_module, sweep_after, view)
                    SELECT id, ?, ?, ?, ? FROM connections WHERE id = ?
                    ON CONFLICT (connection) DO UPDATE
                    SET sequence = excluded.sequence, sweep_module = excluded.sweep_module, sweep_after = excluded.sweep_after, view = excluded.view
                    """)
                    .Bind(cursor.Sequence).Bind(cursor.Sweep?.Module.Value).Bind(cursor.Sweep?.AfterOrdinal).Bind(cursor.View).Bind(connection).Run();
                return true;
            },
            cancellation));

    public ValueTask<DeliveryReach?> FindReachAsync(Guid connection, CancellationToken cancellation) =>
        new(database.ReadAsync(
            session => session.Open("SELECT reach FROM cursors WHERE connection = ? AND reach IS NOT NULL").Bind(connection).ReadFirst(row => row.Text(0)) is { } text
                ? StoredDocument.Reach.Read(text)
                : null,
            cancellation));

    public ValueTask SaveReachAsync(Guid connection, DeliveryReach reach, CancellationToken cancellation) =>
        new(database.WriteAsync(
            context =>
            {
                RequireLease(context, connection);
                context.Sql.Open("UPDATE cursors SET reach = ? WHERE connection = ?").Bind(StoredDocument.Reach.Write(reach)).Bind(connection).Run();
                return true;
            },
            cancellation));

    private void RequireLease(WriteContext context, Guid connection)
    {
        if (leases.IsShared && context.Sql.Open("SELECT 1 FROM leases WHERE name = ? AND node = ?")
            .Bind(Work.Of(connection)).Bind(leases.Node).ReadInt64() is null)
        {
            throw new LeaseLostException();
        }
    }
}
