using Busbar.Core.Nodes;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Nodes;

internal sealed class NodeStore(IDatabase database) : INodeStore
{
    public bool IsShared => database.IsShared;

    public Task<bool> BeatAsync(Guid node, bool first, CancellationToken cancellation) =>
        database.WriteAsync(
            // A first beat whose answer was lost is repeated.
            context => first
                ? context.Sql.Open("INSERT INTO nodes (id, beat) VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET beat = nodes.beat + 1 RETURNING 1").Bind(node).ReadInt64() is not null
                : context.Sql.Open("UPDATE nodes SET beat = beat + 1 WHERE id = ? RETURNING 1").Bind(node).ReadInt64() is not null,
            cancellation);

    public Task<NodePicture> ReadAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            session => new NodePicture(
                session.Open("SELECT id, beat FROM nodes").ReadAll(row => (Node: row.Guid(0), Beat: row.Int64(1))).ToDictionary(row => row.Node, row => row.Beat),
                session.Open("SELECT name, node FROM leases").ReadAll(row => (Name: row.Text(0), Node: row.Guid(1)))
                    .ToDictionary(row => row.Name, row => row.Node, StringComparer.Ordinal)),
            cancellation);

    public Task TakeAsync(Guid node, IReadOnlyCollection<string> work, CancellationToken cancellation) =>
        database.WriteIsolatedAsync(
            context =>
            {
                foreach (var name in work)
                {
                    context.Sql.Open("INSERT INTO leases (name, node) SELECT ?, id FROM nodes WHERE id = ? ON CONFLICT (name) DO NOTHING").Bind(name).Bind(node).Run();
                }

                return true;
            },
            cancellation);

    public Task ReleaseAsync(Guid node, IReadOnlyCollection<string> work, CancellationToken cancellation) =>
        database.WriteIsolatedAsync(
            context =>
            {
                foreach (var name in work)
                {
                    context.Sql.Open("DELETE FROM leases WHERE name = ? AND node = ?").Bind(name).Bind(node).Run();
                }

                return true;
            },
            cancellation);

    // What it did goes with it by the foreign key.
    public Task BuryAsync(Guid node, long beat, CancellationToken cancellation) =>
        database.WriteAsync(
            context =>
            {
                context.Sql.Open("DELETE FROM nodes WHERE id = ? AND beat = ?").Bind(node).Bind(beat).Run();
                return true;
            },
            cancellation);

    public Task LeaveAsync(Guid node, CancellationToken cancellation) =>
        database.WriteAsync(
            context =>
            {
                context.Sql.Open("DELETE FROM nodes WHERE id = ?").Bind(node).Run();
                return true;
            },
            cancellation);

    public ValueTask<IAsyncDisposable> LockAsync(string name, CancellationToken cancellation) => database.LockAsync(name, cancellation);
}
