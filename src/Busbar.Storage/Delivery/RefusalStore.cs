using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Delivery;

internal sealed class RefusalStore(IDatabase database) : IRefusalStore
{
    private const string Select =
        "SELECT id, connection, module, country, code, object_id, sequence, at, http_status, ocpi_status, reason, state, exchange FROM refusals";

    /// <summary>Keeps nothing for a connection that is gone: its refusals go with it.</summary>
    public ValueTask AddAsync(Refusal refusal, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context =>
            {
                var key = refusal.Object;
                var added = context.Sql.Open("""
                    INSERT INTO refusals (id, connection, module, country, code, object_id, sequence, at, http_status, ocpi_status, reason, state, exchange)
                    SELECT ?, id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM connections WHERE id = ? RETURNING 1
                    """)
                    .Bind(refusal.Id).Bind(key.Module.Value).Bind(key.Owner.CountryCode).Bind(key.Owner.Code).Bind(key.Id)
                    .Bind(refusal.Sequence).Bind(refusal.At).Bind((long?)refusal.HttpStatus).Bind((long?)refusal.OcpiStatus).Bind(refusal.Reason)
                    .Bind((long)refusal.State).Bind(refusal.Exchange).Bind(refusal.Connection).ReadInt64();
                if (added is not null)
                {
                    Append(context, refusal.Id, refusal.Connection, refusal.State);
                }

                return true;
            },
            cancellation));

    public ValueTask<Refusal?> FindAsync(Guid id, CancellationToken cancellation) =>
        new(database.ReadAsync(session => session.Open($"{Select} WHERE id = ?").Bind(id).ReadFirst(Map), cancellation));

    public ValueTask<IReadOnlyList<Refusal>> ListAsync(
        Guid? connection, RefusalState? state, DateTimeOffset? before, int limit, CancellationToken cancellation)
    {
        var sql = $"{Select} WHERE {Where(connection, state)}{(before is null ? "" : " AND at < ?")} ORDER BY at DESC, id LIMIT ?";
        return new(database.ReadAsync<IReadOnlyList<Refusal>>(
            session =>
            {
                var statement = Bind(session.Open(sql), connection, state);
                _ = before is { } instant ? statement.Bind(instant) : statement;
                return statement.Bind((long)limit).ReadAll(Map);
            },
            cancellation));
    }

    public ValueTask<IReadOnlyList<Refusal>> SelectAsync(RefusalFilter filter, CancellationToken cancellation) =>
        new(database.ReadAsync<IReadOnlyList<Refusal>>(
            session => RefusalWhere.Bind(session.Open($"{Select} WHERE {RefusalWhere.Of(filter)} ORDER BY at, id LIMIT ?"), filter).Bind((long)filter.Limit).ReadAll(Map), cancellation));

    public ValueTask<long> CountAsync(RefusalFilter filter, CancellationToken cancellation) =>
        new(database.ReadAsync(
            session => RefusalWhere.Bind(session.Open($"SELECT count(*) FROM refusals WHERE {RefusalWhere.Of(filter)}"), filter).ReadInt64() ?? 0, cancellation));

    public ValueTask<long> CountAsync(Guid? connection, RefusalState? state, CancellationToken cancellation) =>
        new(database.ReadAsync(
            session => Bind(session.Open($"SELECT count(*) FROM refusals WHERE {Where(connection, state)}"), connection, state).ReadInt64() ?? 0, cancellation));

    public ValueTask SetStateAsync(Guid id, RefusalState state, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context =>
            {
                Move(context, context.Sql.Open("UPDATE refusals SET state = ? WHERE id = ? AND state <> ? RETURNING id, connection")
                    .Bind((long)state).Bind(id).Bind((long)state), state);
                return true;
            },
            cancellation));

    public ValueTask SupersedeAsync(Guid connection, ObjectKey key, CancellationToken cancellation)
    {
        // Almost always there is none, and a write costs a commit.
        var any = database.Read(session => session
            .Open("SELECT 1 FROM refusals WHERE connection = ? AND object_id = ? AND state = ? LIMIT 1")
            .Bind(connection).Bind(key.Id).Bind((long)RefusalState.Open).ReadInt64());
        return any is null
            ? default
            : new(database.WriteIsolatedAsync(
                context =>
                {
                    Move(
                        context,
                        context.Sql.Open("""
                            UPDATE refusals SET state = ? WHERE connection = ? AND object_id = ? AND state = ? AND module = ? AND country = ? AND code = ?
                            RETURNING id, connection
                            """)
                            .Bind((long)RefusalState.Superseded).Bind(connection).Bind(key.Id).Bind((long)RefusalState.Open)
                            .Bind(key.Module.Value).Bind(key.Owner.CountryCode).Bind(key.Owner.Code),
                        RefusalState.Superseded);
                    return true;
                },
                cancellation));
    }

    private static string Where(Guid? connection, RefusalState? state) =>
        $"1 = 1{(connection is null ? "" : " AND connection = ?")}{(state is null ? "" : " AND state = ?")}";

    private static Statement Bind(Statement statement, Guid? connection, RefusalState? state)
    {
        _ = connection is { } id ? statement.Bind(id) : statement;
        return state is { } value ? statement.Bind((long)value) : statement;
    }

    private static void Move(WriteContext context, Statement update, RefusalState state)
    {
        foreach (var (id, connection) in update.ReadAll(row => (row.Guid(0), row.Guid(1))))
        {
            Append(context, id, connection, state);
        }
    }

    private static void Append(WriteContext context, Guid id, Guid connection, RefusalState state) =>
        context.Append(ChangeKind.RefusalChanged, connection, EventDetail.Of(("refusal", id.ToString()), ("state", EventDetail.Word(state))));

    private static Refusal Map(Statement row) => new()
    {
        Id = row.Guid(0),
        Connection = row.Guid(1),
        Object = new ObjectKey(new ModuleId(row.Text(2)), new PartyId(row.Text(3), row.Text(4)), row.Text(5)),
        Sequence = row.Int64(6),
        At = row.Instant(7),
        HttpStatus = row.Int32OrNull(8),
        OcpiStatus = row.Int32OrNull(9),
        Reason = row.Text(10),
        State = (RefusalState)row.Int32(11),
        Exchange = row.GuidOrNull(12),
    };
}
