using System.Text.Json;
using Busbar.Core.Intake;
using Busbar.Ocpi.Model.Common;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Intake;

internal sealed class RepairLog(IDatabase database) : IRepairLog
{
    private const string Select = $"SELECT {RecordRows.Columns} FROM repairs";

    public Task AddAsync(IReadOnlyList<(RepairedObject Repaired, ReadOnlyMemory<byte> Utf8)> documents, CancellationToken cancellation) =>
        database.WriteIsolatedAsync(
            context =>
            {
                foreach (var (repaired, utf8) in documents)
                {
                    Add(context, repaired, utf8);
                }

                foreach (var rules in documents.SelectMany(document => document.Repaired.Repairs.Select(repair => (document.Repaired.Connection, repair.Rule))).GroupBy(rule => rule))
                {
                    Count(context, rules.Key.Connection, rules.Key.Rule, rules.Count());
                }

                return true;
            },
            cancellation);

    public Task<IReadOnlyList<RepairedObject>> ListAsync(IntakeQuery query, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<RepairedObject>>(
            session => RecordRows.Bind(session.Open($"{Select} WHERE {RecordRows.Where(query)}"), query).ReadAll(Map), cancellation);

    public Task<RepairedObject?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync(session => session.Open($"{Select} WHERE id = ?").Bind(id).ReadFirst(Map), cancellation);

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        var utf8 = await database.ReadAsync(
            session => session.Open("SELECT utf8 FROM repairs WHERE id = ?").Bind(id).ReadFirst(row => row.Blob(0).ToArray()), cancellation);
        return utf8 is null ? null : (ReadOnlyMemory<byte>?)utf8;
    }

    public Task<IReadOnlyList<RepairCount>> CountAsync(Guid? connection, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<RepairCount>>(
            session =>
            {
                var statement = session.Open($"SELECT connection, rule, count FROM repair_counts{(connection is null ? "" : " WHERE connection = ?")} ORDER BY count DESC, rule");
                return (connection is { } id ? statement.Bind(id) : statement).ReadAll(row => new RepairCount(row.Guid(0), row.Text(1), row.Int64(2)));
            },
            cancellation);

    /// <summary>Keeps nothing for a connection that is gone.</summary>
    private static void Add(WriteContext context, RepairedObject repaired, ReadOnlyMemory<byte> utf8) =>
        context.Sql.Open("""
            INSERT INTO repairs (id, connection, identity, module, country, code, object_id, evse, connector, calendar, version, first_seen, last_seen, count, details, utf8)
            SELECT ?, id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ? FROM connections WHERE id = ?
            ON CONFLICT (connection, identity) DO UPDATE SET
                version = excluded.version, last_seen = excluded.last_seen, count = repairs.count + 1, details = excluded.details, utf8 = excluded.utf8
            """)
            .Bind(repaired.Id).Bind(repaired.Identity).Bind(repaired.Key.Module.Value)
            .Bind(repaired.Key.Owner.CountryCode).Bind(repaired.Key.Owner.Code).Bind(repaired.Key.Id).Bind(repaired.Part?.EvseUid).Bind(repaired.Part?.ConnectorId).Bind(repaired.Calendar)
            .Bind((long)repaired.Version).Bind(context.Now).Bind(context.Now)
            .Bind(JsonSerializer.Serialize(repaired.Repairs, StoredDocuments.Default.IReadOnlyListAppliedRepair)).Bind(utf8.Span).Bind(repaired.Connection).Run();

    private static void Count(WriteContext context, Guid connection, string rule, int more) =>
        context.Sql.Open("""
            INSERT INTO repair_counts (connection, rule, count) SELECT id, ?, ? FROM connections WHERE id = ?
            ON CONFLICT (connection, rule) DO UPDATE SET count = repair_counts.count + excluded.count
            """)
            .Bind(rule).Bind((long)more).Bind(connection).Run();

    private static RepairedObject Map(Statement row) => new()
    {
        Id = row.Guid(0),
        Connection = row.Guid(1),
        Key = RecordRows.Key(row)!.Value,
        Part = RecordRows.Part(row),
        Version = (OcpiVersion)row.Int32(8),
        FirstSeen = row.Instant(9),
        LastSeen = row.Instant(10),
        Count = row.Int32(11),
        Identity = row.Text(12),
        Repairs = JsonSerializer.Deserialize(row.Text(13), StoredDocuments.Default.IReadOnlyListAppliedRepair) ?? [],
        Calendar = row.TextOrNull(14),
    };
}
