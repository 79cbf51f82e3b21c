using Busbar.Core.Calls;
using Busbar.Core.Objects;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Calls;

internal sealed class CallStore(IDatabase database) : ICallStore
{
    public ValueTask SaveAsync(Call call, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(context => Save(context, call), cancellation));

    public ValueTask<Call?> ChangeAsync(Guid id, Func<Call, Call?> change, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context => Find(context.Sql, id) is { } present && change(present) is { } changed ? Save(context, changed) : null, cancellation));

    public ValueTask<Call?> FindAsync(Guid id, CancellationToken cancellation) =>
        new(database.ReadAsync(session => Find(session, id), cancellation));

    public ValueTask<IReadOnlyList<Call>> ListAsync(DateTimeOffset? before, int limit, CancellationToken cancellation) =>
        new(database.ReadAsync<IReadOnlyList<Call>>(
            session => session.Open("SELECT document FROM calls WHERE created_at < ? ORDER BY created_at DESC, id LIMIT ?")
                .Bind(before?.UtcTicks ?? long.MaxValue).Bind((long)limit).ReadAll(Map),
            cancellation));

    public ValueTask<IReadOnlyList<Call>> ListOverdueAsync(DateTimeOffset now, CancellationToken cancellation) =>
        new(database.ReadAsync<IReadOnlyList<Call>>(
            session => session.Open("SELECT document FROM calls WHERE due_at <= ? ORDER BY due_at").Bind(now).ReadAll(Map),
            cancellation));

    private static Call? Find(ISqlSession session, Guid id) => session.Open("SELECT document FROM calls WHERE id = ?").Bind(id).ReadFirst(Map);

    /// <summary>The request holds personal data: it is kept only while the call is under way.</summary>
    private static Call Save(WriteContext context, Call call)
    {
        var ended = call.State is CallState.Completed or CallState.Failed;
        context.Sql.Open("""
            INSERT INTO calls (id, created_at, due_at, state, document) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, state = excluded.state, document = excluded.document
            """)
            .Bind(call.Id).Bind(call.CreatedAt).Bind(ended ? null : call.ResultDueAt).Bind((long)call.State)
            .Bind(StoredDocument.Call.Write(ended ? call with { Request = default } : call)).Run();
        context.Append(
            ChangeKind.CallChanged,
            call.From,
            EventDetail.Of(("call", call.Id.ToString()), ("type", call.Type), ("state", EventDetail.Word(call.State)), ("response", call.Response), ("result", call.Result)));
        return call;
    }

    private static Call Map(Statement row) => StoredDocument.Call.Read(row.Text(0));
}
