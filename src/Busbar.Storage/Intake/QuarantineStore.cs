using System.Text.Json;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Intake;

internal sealed class QuarantineStore(IDatabase database) : IQuarantine
{
    /// <summary>A partner whose every object is bad shows so in fewer; its store of bad ones must not grow without end.</summary>
    private const int MostPerConnection = 1000;

    private const string Select = $"SELECT {RecordRows.Columns}, pushed, outcome, reason, for_country, for_code FROM quarantine";

    public Task AddAsync(IReadOnlyList<(QuarantinedObject Entry, ReadOnlyMemory<byte> Utf8)> documents, CancellationToken cancellation) =>
        database.WriteIsolatedAsync(
            context =>
            {
                foreach (var (entry, utf8) in documents)
                {
                    Add(context, entry, utf8);
                }

                foreach (var connection in documents.Select(document => document.Entry.Connection).Distinct())
                {
                    Trim(context, connection);
                }

                return true;
            },
            cancellation);

    public Task ClearAsync(Guid connection, IReadOnlyList<string> identities, CancellationToken cancellation) =>
        database.WriteIsolatedAsync(
            context =>
            {
                foreach (var identity in identities)
                {
                    Tell(context, context.Sql.Open("DELETE FROM quarantine WHERE connection = ? AND identity = ? RETURNING id, connection, module")
                        .Bind(connection).Bind(identity), "cleared");
                }

                return true;
            },
            cancellation);

    public Task<bool> DiscardAsync(Guid id, CancellationToken cancellation) =>
        database.WriteIsolatedAsync(
            context => Tell(context, context.Sql.Open("DELETE FROM quarantine WHERE id = ? RETURNING id, connection, module").Bind(id), "discarded") > 0,
            cancellation);

    public Task<QuarantinedObject?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync(session => session.Open($"{Select} WHERE id = ?").Bind(id).ReadFirst(Map), cancellation);

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        var utf8 = await database.ReadAsync(
            session => session.Open("SELECT utf8 FROM quarantine WHERE id = ?").Bind(id).ReadFirst(row => row.Blob(0).ToArray()), cancellation);
        return utf8 is null ? null : (ReadOnlyMemory<byte>?)utf8;
    }

    public Task<IReadOnlyList<QuarantinedObject>> ListAsync(IntakeQuery query, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<QuarantinedObject>>(
            session => RecordRows.Bind(session.Open($"{Select} WHERE {RecordRows.Where(query)}"), query).ReadAll(Map), cancellation);

    public Task<IReadOnlyDictionary<Guid, long>> CountAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyDictionary<Guid, long>>(
            session => session.Open("SELECT connection, count(*) FROM quarantine GROUP BY connection")
                .ReadAll(row => (Connection: row.Guid(0), Count: row.Int64(1))).ToDictionary(row => row.Connection, row => row.Count),
            cancellation);

    public Task<IReadOnlyList<(Guid Connection, string Identity)>> IdentitiesAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<(Guid, string)>>(
            session => session.Open("SELECT connection, identity FROM quarantine").ReadAll(row => (row.Guid(0), row.Text(1))), cancellation);

    /// <summary>Keeps nothing for a connection that is gone.</summary>
    private static void Add(WriteContext context, QuarantinedObject entry, ReadOnlyMemory<byte> utf8)
    {
        using var added = context.Sql.Open("""
            INSERT INTO quarantine (
                id, connection, identity, module, country, code, object_id, evse, connector, calendar, version, first_seen, last_seen, count, details, utf8, pushed, outcome, reason,
                for_country, for_code)
            SELECT ?, id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ? FROM connections WHERE id = ?
            ON CONFLICT (connection, identity) DO UPDATE SET
                version = excluded.version, last_seen = excluded.last_seen, count = quarantine.count + 1, details = excluded.details, utf8 = excluded.utf8,
                pushed = excluded.pushed, outcome = excluded.outcome, reason = excluded.reason, for_country = excluded.for_country, for_code = excluded.for_code
            RETURNING id, count
            """)
            .Bind(entry.Id).Bind(entry.Identity).Bind(entry.Module.Value)
            .Bind(entry.Key?.Owner.CountryCode).Bind(entry.Key?.Owner.Code).Bind(entry.Key?.Id).Bind(entry.Part?.EvseUid).Bind(entry.Part?.ConnectorId).Bind(entry.Calendar)
            .Bind((long)entry.Version).Bind(context.Now).Bind(context.Now)
            .Bind(JsonSerializer.Serialize(entry.Findings, StoredDocuments.Default.IReadOnlyListFinding)).Bind(utf8.Span)
            .Bind(entry.Pushed).Bind((long)entry.Outcome).Bind(entry.Reason).Bind(entry.For?.CountryCode).Bind(entry.For?.Code).Bind(entry.Connection);
        if (added.Step() && added.Int64(1) == 1)
        {
            Append(context, added.Guid(0), entry.Connection, entry.Module.Value, "added");
        }
    }

    private static void Trim(WriteContext context, Guid connection) => Tell(
        context,
        context.Sql.Open("""
            DELETE FROM quarantine WHERE id IN (SELECT id FROM quarantine WHERE connection = ? ORDER BY last_seen DESC, id LIMIT 1000000 OFFSET ?)
            RETURNING id, connection, module
            """).Bind(connection).Bind(MostPerConnection),
        "dropped");

    private static int Tell(WriteContext context, Statement deleted, string state)
    {
        var gone = deleted.ReadAll(row => (Id: row.Guid(0), Connection: row.Guid(1), Module: row.Text(2)));
        gone.ForEach(entry => Append(context, entry.Id, entry.Connection, entry.Module, state));
        return gone.Count;
    }

    private static void Append(WriteContext context, Guid id, Guid connection, string module, string state) =>
        context.Append(ChangeKind.QuarantineChanged, connection, EventDetail.Of(("entry", id.ToString()), ("module", module), ("state", state)));

    private static QuarantinedObject Map(Statement row) => new()
    {
        Id = row.Guid(0),
        Connection = row.Guid(1),
        Module = new ModuleId(row.Text(2)),
        Key = RecordRows.Key(row),
        Part = RecordRows.Part(row),
        Version = (OcpiVersion)row.Int32(8),
        FirstSeen = row.Instant(9),
        LastSeen = row.Instant(10),
        Count = row.Int32(11),
        Identity = row.Text(12),
        Findings = JsonSerializer.Deserialize(row.Text(13), StoredDocuments.Default.IReadOnlyListFinding) ?? [],
        Calendar = row.TextOrNull(14),
        Pushed = row.Flag(15),
        Outcome = (IntakeOutcome)row.Int32(16),
        Reason = row.Text(17),
        For = row.IsNull(18) ? null : new PartyId(row.Text(18), row.Text(19)),
    };
}
