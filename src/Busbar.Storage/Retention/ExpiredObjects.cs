using Busbar.Core.Retention;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Rows;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Retention;

/// <summary>
/// Removes objects whose time is over, with what is noted about them. Their receipts stay: should the owner bring one again, it is known who has it.
/// </summary>
internal sealed class ExpiredObjects(IDatabase database)
{
    // Looking costs nobody anything; what is found is removed in one write.
    private const int Window = 2000;

    public async ValueTask<RetentionStep> RemoveAsync(ModuleId module, DateTimeOffset before, long position, CancellationToken cancellation)
    {
        if (!database.State.Modules.TryNumber(module, out var number))
        {
            return new RetentionStep(0, null);
        }

        var (last, ids) = database.Read(session => Look(session, number, before, position));
        var removed = ids.Count == 0 ? 0 : await database.WriteIsolatedAsync(context => Remove(context, module, number, ids, before), cancellation);
        return new RetentionStep(removed, last);
    }

    private static (long? Last, List<long> Ids) Look(ISqlSession session, int module, DateTimeOffset before, long position)
    {
        var rows = session.Open($"SELECT id, last_updated FROM objects WHERE id > ? AND id < ? ORDER BY id LIMIT {Window}")
            .Bind(Math.Max(position, ObjectId.First(module))).Bind(ObjectId.End(module)).ReadAll(row => (Id: row.Int64(0), At: row.Instant(1)));
        return (rows.Count < Window ? null : rows[^1].Id, [.. rows.Where(row => row.At < before).Select(row => row.Id)]);
    }

    private static int Remove(WriteContext context, ModuleId module, int number, List<long> ids, DateTimeOffset before)
    {
        var sql = context.Sql;
        if (NeededFrom.IsSweeping(sql))
        {
            return 0;
        }

        // The next object's number is one more than the newest's: the newest stays whatever its age.
        var newest = sql.Open("SELECT max(id) FROM objects WHERE id >= ? AND id < ?").Bind(ObjectId.First(number)).Bind(ObjectId.End(number)).ReadInt64() ?? 0;
        var needed = NeededFrom.Read(sql);
        var removed = 0;
        foreach (var id in ids.Where(id => id != newest))
        {
            var row = sql.Open("SELECT o.object_id, p.country, p.code FROM objects o JOIN parties p ON p.number = o.owner WHERE o.id = ? AND o.last_updated < ? AND o.sequence <= ?")
                .Bind(id).Bind(before).Bind(needed).ReadFirst(row => new Expired(id, row.Text(0), row.Text(1), row.Text(2)));
            if (row is not null)
            {
                Remove(sql, module, row);
                removed++;
            }
        }

        if (removed > 0)
        {
            context.AppendExpired(module, removed);
        }

        return removed;
    }

    private static void Remove(ISqlSession sql, ModuleId module, Expired gone)
    {
        if (module == ModuleId.Cdrs)
        {
            sql.Open("DELETE FROM verdicts WHERE object_id = ? AND country = ? AND code = ?").Bind(gone.Name).Bind(gone.Country).Bind(gone.Code).Run();
            sql.Open("DELETE FROM credits WHERE credited = ? AND country = ? AND code = ?").Bind(gone.Name).Bind(gone.Country).Bind(gone.Code).Run();
        }

        sql.Open("DELETE FROM refusals WHERE connection IN (SELECT id FROM connections) AND object_id = ? AND module = ? AND country = ? AND code = ?")
            .Bind(gone.Name).Bind(module.Value).Bind(gone.Country).Bind(gone.Code).Run();
        sql.Open("DELETE FROM repairs WHERE object_id = ? AND module = ? AND country = ? AND code = ?")
            .Bind(gone.Name).Bind(module.Value).Bind(gone.Country).Bind(gone.Code).Run();
        sql.Open("DELETE FROM bodies WHERE id = ?").Bind(gone.Id).Run();
        sql.Open("DELETE FROM objects WHERE id = ?").Bind(gone.Id).Run();
    }

    private sealed record Expired(long Id, string Name, string Country, string Code);
}
