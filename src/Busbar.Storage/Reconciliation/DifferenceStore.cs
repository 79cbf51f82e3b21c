using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Core.Reconciliation;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Reconciliation;

internal sealed class DifferenceStore(IDatabase database) : IDifferenceStore
{
    public ValueTask AddAsync(Guid run, IReadOnlyList<Difference> found, CancellationToken cancellation) =>
        found.Count == 0
            ? default
            : new(database.WriteIsolatedAsync(
                context =>
                {
                    foreach (var difference in found)
                    {
                        Add(context.Sql, run, difference);
                    }

                    return true;
                },
                cancellation));

    public ValueTask ClearAsync(Guid run, CancellationToken cancellation) =>
        new(database.WriteAsync(
            context =>
            {
                context.Sql.Open("DELETE FROM differences WHERE job = ?").Bind(run).Run();
                return true;
            },
            cancellation));

    public ValueTask<IReadOnlyList<Difference>> ListAsync(Guid run, IReadOnlyCollection<DifferenceKind> kinds, long after, int limit, CancellationToken cancellation) =>
        new(database.ReadAsync<IReadOnlyList<Difference>>(
            session =>
            {
                var wanted = kinds.Count == 0 ? "" : $" AND kind IN ({string.Join(", ", kinds.Select(_ => "?"))})";
                var statement = session.Open($"SELECT number, kind, module, country, code, object_id, detail FROM differences WHERE job = ?{wanted} AND number > ? ORDER BY number LIMIT ?")
                    .Bind(run);
                foreach (var kind in kinds)
                {
                    statement.Bind(kind.ToString());
                }

                return statement.Bind(after).Bind((long)limit).ReadAll(Map);
            },
            cancellation));

    private static void Add(ISqlSession session, Guid run, Difference difference)
    {
        var key = difference.Object;
        session.Open("DELETE FROM differences WHERE job = ? AND kind = ? AND object_id = ? AND module = ? AND country = ? AND code = ?")
            .Bind(run).Bind(difference.Kind.ToString()).Bind(key.Id).Bind(key.Module.Value).Bind(key.Owner.CountryCode).Bind(key.Owner.Code).Run();
        session.Open("INSERT INTO differences (job, kind, module, country, code, object_id, detail) VALUES (?, ?, ?, ?, ?, ?, ?)")
            .Bind(run).Bind(difference.Kind.ToString()).Bind(key.Module.Value).Bind(key.Owner.CountryCode).Bind(key.Owner.Code).Bind(key.Id)
            .Bind(JsonSerializer.Serialize(difference.Detail, ReconciliationDocuments.Default.DifferenceDetail)).Run();
    }

    private static Difference Map(Statement row) => new(
        Enum.Parse<DifferenceKind>(row.Text(1)),
        new ObjectKey(new ModuleId(row.Text(2)), new PartyId(row.Text(3), row.Text(4)), row.Text(5)),
        JsonSerializer.Deserialize(row.Text(6), ReconciliationDocuments.Default.DifferenceDetail)!,
        row.Int64(0));
}
