using Busbar.Core.Objects;
using Busbar.Core.Tariffs;
using Busbar.Ocpi.Model.Common;
using Busbar.Storage.Rows;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Tariffs;

/// <summary>Every content of every tariff: contents by their hash, versions by their time. Written in the transaction that writes the tariff.</summary>
internal sealed class TariffHistory(IDatabase database) : ITariffHistory
{
    private const string Select = """
        SELECT v.object_id, v.hash, v.version, c.utf8, v.valid_from, v.valid_until, v.source
        FROM tariff_versions v JOIN tariff_contents c ON c.hash = v.hash WHERE v.object_id = ? AND v.country = ? AND v.code = ?
        """;

    public ValueTask<IReadOnlyList<TariffVersion>> ListAsync(PartyId owner, string id, int limit, CancellationToken cancellation) =>
        new(database.ReadAsync<IReadOnlyList<TariffVersion>>(
            session => session.Open($"{Select} ORDER BY v.number DESC LIMIT ?").Bind(id).Bind(owner.CountryCode).Bind(owner.Code).Bind((long)limit).ReadAll(Map), cancellation));

    public ValueTask<TariffVersion?> FindAsync(PartyId owner, string id, DateTimeOffset at, CancellationToken cancellation) =>
        new(database.ReadAsync(
            session => session.Open($"{Select} AND v.valid_from <= ? ORDER BY v.number DESC LIMIT 1").Bind(id).Bind(owner.CountryCode).Bind(owner.Code).Bind(at).ReadFirst(Map)
                ?? session.Open($"{Select} ORDER BY v.number LIMIT 1").Bind(id).Bind(owner.CountryCode).Bind(owner.Code).ReadFirst(Map),
            cancellation));

    /// <summary>A tariff has a new content: the one before it ends.</summary>
    public static void Replace(WriteContext context, ObjectWrite write, ObjectDecision.Store store)
    {
        var key = write.Key;
        var before = context.Sql.Open("SELECT max(valid_from) FROM tariff_versions WHERE object_id = ? AND country = ? AND code = ?")
            .Bind(key.Id).Bind(key.Owner.CountryCode).Bind(key.Owner.Code).ReadInt64();

        // The owner says since when it holds; it can neither reach back behind the version before it nor lie ahead.
        var from = Math.Max(Math.Min(store.Facts.LastUpdated.UtcTicks, context.Now.UtcTicks), before ?? 0);
        End(context, key, from);
        context.Sql.Open("INSERT INTO tariff_contents (hash, utf8) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING").BindHash(store.Facts.Hash).Bind(store.Utf8.Span).Run();
        context.Sql.Open("INSERT INTO tariff_versions (country, code, object_id, hash, version, valid_from, source) VALUES (?, ?, ?, ?, ?, ?, ?)")
            .Bind(key.Owner.CountryCode).Bind(key.Owner.Code).Bind(key.Id).BindHash(store.Facts.Hash).Bind((long)store.Version).Bind(from).Bind(write.Source).Run();
    }

    /// <summary>A tariff was removed.</summary>
    public static void End(WriteContext context, ObjectKey key, long at) =>
        context.Sql.Open("UPDATE tariff_versions SET valid_until = ? WHERE object_id = ? AND country = ? AND code = ? AND valid_until IS NULL")
            .Bind(at).Bind(key.Id).Bind(key.Owner.CountryCode).Bind(key.Owner.Code).Run();

    private static TariffVersion Map(Statement row) =>
        new(row.Text(0), Convert.ToHexStringLower(row.Blob(1)), (OcpiVersion)row.Int32(2), row.Blob(3).ToArray(), row.Instant(4), row.InstantOrNull(5), row.GuidOrNull(6));
}
