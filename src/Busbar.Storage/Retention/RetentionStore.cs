using Busbar.Core.Calls;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Core.Retention;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Retention;

internal sealed class RetentionStore(IDatabase database) : IRetentionStore
{
    // Others' writes wait behind a step.
    private const int Batch = 500;

    private readonly ExpiredObjects _objects = new(database);

    public ValueTask<RetentionStep> RemoveAsync(RetainedKind kind, DateTimeOffset before, long position, CancellationToken cancellation) => kind switch
    {
        RetainedKind.Changes => RemoveAsync(context => Changes(context, before, NeededFrom.Read(context.Sql)), cancellation),
        RetainedKind.Unread => RemoveAsync(context => Changes(context, before, NeededFrom.ByChecks(context.Sql)), cancellation),
        RetainedKind.Exchanges => RemoveAsync(context => Delete(context, "exchanges", "number", "at < ?", before), cancellation),
        RetainedKind.Calls => RemoveAsync(
            context => Delete(context, "calls", "id", $"created_at < ? AND state IN ({(int)CallState.Completed}, {(int)CallState.Failed})", before), cancellation),
        RetainedKind.Refusals => RemoveAsync(context => Delete(context, "refusals", "id", $"at < ? AND state <> {(int)RefusalState.Open}", before), cancellation),
        RetainedKind.Quarantine => RemoveAsync(context => Quarantine(context, before), cancellation),
        RetainedKind.Repairs => RemoveAsync(context => Delete(context, "repairs", "id", "last_seen < ?", before), cancellation),
        RetainedKind.Jobs => RemoveAsync(context => Jobs(context, before), cancellation),
        RetainedKind.Sessions => _objects.RemoveAsync(ModuleId.Sessions, before, position, cancellation),
        RetainedKind.Cdrs => _objects.RemoveAsync(ModuleId.Cdrs, before, position, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private async ValueTask<RetentionStep> RemoveAsync(Func<WriteContext, int> remove, CancellationToken cancellation)
    {
        var removed = await database.WriteIsolatedAsync(remove, cancellation);
        return new RetentionStep(removed, removed < Batch ? null : 0);
    }

    // The next sequence is one more than the newest: the newest entry stays whatever its age.
    private static int Changes(WriteContext context, DateTimeOffset before, long needed) => context.Sql
        .Open($"""
            DELETE FROM changes WHERE sequence IN (
                SELECT sequence FROM changes WHERE at < ? AND sequence <= ? AND sequence < (SELECT max(sequence) FROM changes) ORDER BY sequence LIMIT {Batch})
            RETURNING 1
            """)
        .Bind(before).Bind(needed).ReadAll(_ => true).Count;

    private static int Delete(WriteContext context, string table, string key, string where, DateTimeOffset before) => context.Sql
        .Open($"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {table} WHERE {where} LIMIT {Batch}) RETURNING 1").Bind(before).ReadAll(_ => true).Count;

    // What a comparison found may be much: it goes first, in steps like everything else.
    private static int Jobs(WriteContext context, DateTimeOffset before)
    {
        const string Ended = "claim IS NULL AND updated_at < ?";
        var found = Delete(context, "differences", "number", $"job IN (SELECT id FROM jobs WHERE {Ended})", before);
        return found == Batch ? found : found + Delete(context, "jobs", "id", Ended, before);
    }

    private static int Quarantine(WriteContext context, DateTimeOffset before)
    {
        var gone = context.Sql
            .Open($"DELETE FROM quarantine WHERE id IN (SELECT id FROM quarantine WHERE last_seen < ? LIMIT {Batch}) RETURNING id, connection, module").Bind(before)
            .ReadAll(row => (Id: row.Guid(0), Connection: row.Guid(1), Module: row.Text(2)));
        foreach (var entry in gone)
        {
            context.Append(
                ChangeKind.QuarantineChanged, entry.Connection, EventDetail.Of(("entry", entry.Id.ToString()), ("module", entry.Module), ("state", "expired")));
        }

        return gone.Count;
    }
}
