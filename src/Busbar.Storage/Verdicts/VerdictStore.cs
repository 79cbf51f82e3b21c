using System.Globalization;
using Busbar.Core.Objects;
using Busbar.Core.Verdicts;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Verdicts;

internal sealed class VerdictStore(IDatabase database) : IVerdictStore
{
    private const string Cursor = "verdicts.cursor";

    private const string Select = """
        SELECT number, country, code, object_id, sequence, at, connection, outcome, state, currency, stated, computed, inconsistencies, cause, signature, note, report FROM verdicts
        """;

    public ValueTask<long> CursorAsync(CancellationToken cancellation) =>
        new(database.ReadAsync(
            session => session.Open("SELECT value FROM settings WHERE name = ?").Bind(Cursor).ReadFirst(row => row.Text(0)) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : 0,
            cancellation));

    public ValueTask SaveAsync(IReadOnlyList<Verdict> verdicts, long cursor, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context =>
            {
                foreach (var verdict in verdicts)
                {
                    Add(context, verdict);
                }

                context.Sql.Open("INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                    .Bind(Cursor).Bind(cursor.ToString(CultureInfo.InvariantCulture)).Run();
                return true;
            },
            cancellation));

    public ValueTask<Verdict?> FindAsync(ObjectKey cdr, CancellationToken cancellation) =>
        new(database.ReadAsync(
            session => session.Open($"{Select} WHERE object_id = ? AND country = ? AND code = ?").Bind(cdr.Id).Bind(cdr.Owner.CountryCode).Bind(cdr.Owner.Code).ReadFirst(Map),
            cancellation));

    public ValueTask<IReadOnlyList<(long Number, Verdict Verdict)>> ListAsync(VerdictQuery query, CancellationToken cancellation) =>
        new(database.ReadAsync<IReadOnlyList<(long, Verdict)>>(
            session =>
            {
                var statement = Bind(session.Open($"{Select} WHERE {Where(query)}{(query.Before is null ? "" : " AND number < ?")} ORDER BY number DESC LIMIT ?"), query);
                _ = query.Before is { } before ? statement.Bind(before) : statement;
                return statement.Bind((long)query.Limit).ReadAll(row => (row.Int64(0), Map(row)));
            },
            cancellation));

    public ValueTask<long> CountAsync(VerdictQuery query, CancellationToken cancellation) =>
        new(database.ReadAsync(session => Bind(session.Open($"SELECT count(*) FROM verdicts WHERE {Where(query)}"), query).ReadInt64() ?? 0, cancellation));

    public ValueTask<bool> DecideAsync(ObjectKey cdr, VerdictState state, string? note, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context =>
            {
                var decided = context.Sql.Open($"""
                    UPDATE verdicts SET state = ?, note = ? WHERE object_id = ? AND country = ? AND code = ?
                    RETURNING number, country, code, object_id, sequence, at, connection, outcome, state, currency, stated, computed, inconsistencies, cause, signature, note, report
                    """)
                    .Bind((long)state).Bind(note).Bind(cdr.Id).Bind(cdr.Owner.CountryCode).Bind(cdr.Owner.Code).ReadFirst(Map);
                if (decided is not null)
                {
                    Append(context, decided);
                }

                return decided is not null;
            },
            cancellation));

    private static void Add(WriteContext context, Verdict verdict)
    {
        var added = context.Sql.Open("""
            INSERT INTO verdicts (country, code, object_id, sequence, at, connection, outcome, state, currency, stated, computed, inconsistencies, cause, signature, note, report)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (object_id, country, code) DO NOTHING RETURNING 1
            """)
            .Bind(verdict.Cdr.Owner.CountryCode).Bind(verdict.Cdr.Owner.Code).Bind(verdict.Cdr.Id).Bind(verdict.Sequence).Bind(verdict.At).Bind(verdict.Connection)
            .Bind((long)verdict.Outcome).Bind((long)verdict.State).Bind(verdict.Currency).Bind(Text(verdict.Stated)).Bind(Text(verdict.Computed)).Bind((long)verdict.Inconsistencies)
            .Bind(verdict.Cause).Bind(verdict.Signature).Bind(verdict.Note).Bind(verdict.Report).ReadInt64();
        if (added is not null)
        {
            Append(context, verdict);
        }
    }

    private static void Append(WriteContext context, Verdict verdict) => context.Append(
        ChangeKind.VerdictChanged,
        verdict.Connection,
        EventDetail.Of(
            ("country_code", verdict.Cdr.Owner.CountryCode), ("party_id", verdict.Cdr.Owner.Code), ("cdr", verdict.Cdr.Id), ("outcome", EventDetail.Word(verdict.Outcome)),
            ("state", EventDetail.Word(verdict.State)), ("currency", verdict.Currency), ("stated", Text(verdict.Stated)), ("computed", Text(verdict.Computed)), ("cause", verdict.Cause),
            ("signature", verdict.Signature)));

    private static string Where(VerdictQuery query) =>
        $"1 = 1{(query.State is null ? "" : " AND state = ?")}{(query.Outcome is null ? "" : " AND outcome = ?")}{(query.Connection is null ? "" : " AND connection = ?")}";

    private static Statement Bind(Statement statement, VerdictQuery query)
    {
        _ = query.State is { } state ? statement.Bind((long)state) : statement;
        _ = query.Outcome is { } outcome ? statement.Bind((long)outcome) : statement;
        return query.Connection is { } connection ? statement.Bind(connection) : statement;
    }

    private static string? Text(decimal? amount) => amount?.ToString("0.####", CultureInfo.InvariantCulture);

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static Verdict Map(Statement row) => new()
    {
        Cdr = new ObjectKey(ModuleId.Cdrs, new PartyId(row.Text(1), row.Text(2)), row.Text(3)),
        Sequence = row.Int64(4),
        At = row.Instant(5),
        Connection = row.GuidOrNull(6),
        Outcome = (VerdictOutcome)row.Int32(7),
        State = (VerdictState)row.Int32(8),
        Currency = row.Text(9),
        Stated = Number(row.TextOrNull(10)),
        Computed = Number(row.TextOrNull(11)),
        Inconsistencies = row.Int32(12),
        Cause = row.TextOrNull(13),
        Signature = row.TextOrNull(14),
        Note = row.TextOrNull(15),
        Report = row.Text(16),
    };
}
