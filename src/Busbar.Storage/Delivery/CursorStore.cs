using Busbar.Core.Delivery;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Delivery;

internal sealed class CursorStore(IDatabase database) : ICursorStore
{
    public ValueTask<DeliveryCursor?> FindAsync(Guid connection, CancellationToken cancellation) =>
        new(database.ReadAsync(
            session => session.Open("SELECT sequence, sweep_module, sweep_after, view FROM cursors WHERE connection = ?").Bind(connection).ReadFirst(
                row => new DeliveryCursor(row.Int64(0), row.IsNull(1) ? null : new SweepPosition(new ModuleId(row.Text(1)), row.Int64(2)), row.TextOrNull(3))),
            cancellation));

    /// <summary>Saves nothing for a connection that is gone: the pump that saves may learn of its removal a moment later.</summary>
    public ValueTask SaveAsync(Guid connection, DeliveryCursor cursor, CancellationToken cancellation) =>
        new(database.WriteAsync(
            context =>
            {
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
}
