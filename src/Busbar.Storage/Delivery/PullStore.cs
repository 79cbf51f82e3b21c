using System.Buffers.Binary;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Delivery;

/// <summary>Keeps nothing for a connection that is gone: whoever pulls may learn of its removal a moment later.</summary>
internal sealed class PullStore(IDatabase database) : IPullStore
{
    public ValueTask<IReadOnlyList<PullStanding>> ListAsync(Guid connection, CancellationToken cancellation) =>
        new(database.ReadAsync<IReadOnlyList<PullStanding>>(
            session => session.Open("SELECT document FROM pulls WHERE connection = ? ORDER BY module").Bind(connection).ReadAll(Map), cancellation));

    public ValueTask<PullStanding?> FindAsync(Guid connection, ModuleId module, CancellationToken cancellation) =>
        new(database.ReadAsync(
            session => session.Open("SELECT document FROM pulls WHERE connection = ? AND module = ?").Bind(connection).Bind(module.Value).ReadFirst(Map), cancellation));

    public ValueTask SaveAsync(PullStanding standing, CancellationToken cancellation) =>
        new(database.WriteAsync(context => Save(context.Sql, standing), cancellation));

    public ValueTask SaveAsync(PullStanding standing, int page, IReadOnlyCollection<ulong> listed, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context =>
            {
                Save(context.Sql, standing);
                context.Sql.Open("""
                    INSERT INTO pull_pages (connection, module, page, listed) SELECT id, ?, ?, ? FROM connections WHERE id = ?
                    ON CONFLICT (connection, module, page) DO UPDATE SET listed = excluded.listed
                    """)
                    .Bind(standing.Module.Value).Bind((long)page).Bind(Bytes(listed).AsSpan()).Bind(standing.Connection).Run();
                return true;
            },
            cancellation));

    public ValueTask<IReadOnlyList<ulong>> ReadListedAsync(Guid connection, ModuleId module, int beforePage, CancellationToken cancellation) =>
        new(database.ReadAsync<IReadOnlyList<ulong>>(
            session => [.. session.Open("SELECT listed FROM pull_pages WHERE connection = ? AND module = ? AND page < ? ORDER BY page")
                .Bind(connection).Bind(module.Value).Bind((long)beforePage).ReadAll(row => Marks(row.Blob(0))).SelectMany(marks => marks)],
            cancellation));

    public ValueTask ForgetPagesAsync(Guid connection, ModuleId module, CancellationToken cancellation) =>
        new(database.WriteAsync(
            context =>
            {
                context.Sql.Open("DELETE FROM pull_pages WHERE connection = ? AND module = ?").Bind(connection).Bind(module.Value).Run();
                return true;
            },
            cancellation));

    public ValueTask<IReadOnlyList<(ObjectKey Key, DateTimeOffset Since)>> SetMissingAsync(
        Guid connection, ModuleId module, IReadOnlyCollection<ObjectKey> missing, DateTimeOffset now, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync<IReadOnlyList<(ObjectKey, DateTimeOffset)>>(
            context =>
            {
                var still = missing.ToHashSet();
                var known = context.Sql.Open("SELECT country, code, object_id, since FROM missing_objects WHERE connection = ? AND module = ?")
                    .Bind(connection).Bind(module.Value)
                    .ReadAll(row => (Key: new ObjectKey(module, new PartyId(row.Text(0), row.Text(1)), row.Text(2)), Since: row.Instant(3)));
                foreach (var (key, _) in known.Where(entry => !still.Contains(entry.Key)))
                {
                    context.Sql.Open("DELETE FROM missing_objects WHERE connection = ? AND object_id = ? AND module = ? AND country = ? AND code = ?")
                        .Bind(connection).Bind(key.Id).Bind(module.Value).Bind(key.Owner.CountryCode).Bind(key.Owner.Code).Run();
                }

                foreach (var key in still)
                {
                    context.Sql.Open("""
                        INSERT INTO missing_objects (connection, module, country, code, object_id, since) SELECT id, ?, ?, ?, ?, ? FROM connections WHERE id = ? ON CONFLICT DO NOTHING
                        """)
                        .Bind(module.Value).Bind(key.Owner.CountryCode).Bind(key.Owner.Code).Bind(key.Id).Bind(now).Bind(connection).Run();
                }

                var since = known.ToDictionary(entry => entry.Key, entry => entry.Since);
                return [.. still.Select(key => (key, since.GetValueOrDefault(key, now)))];
            },
            cancellation));

    public ValueTask<DateTimeOffset?> OldestMissingAsync(Guid connection, ModuleId module, CancellationToken cancellation) =>
        new(database.ReadAsync<DateTimeOffset?>(
            session => session.Open("SELECT min(since) FROM missing_objects WHERE connection = ? AND module = ?").Bind(connection).Bind(module.Value).ReadInt64() is { } ticks
                ? new DateTimeOffset(ticks, TimeSpan.Zero)
                : null,
            cancellation));

    private static bool Save(ISqlSession session, PullStanding standing)
    {
        session.Open("INSERT INTO pulls (connection, module, document) SELECT id, ?, ? FROM connections WHERE id = ? ON CONFLICT (connection, module) DO UPDATE SET document = excluded.document")
            .Bind(standing.Module.Value).Bind(StoredDocument.Pull.Write(standing)).Bind(standing.Connection).Run();
        return true;
    }

    private static PullStanding Map(Statement row) => StoredDocument.Pull.Read(row.Text(0));

    private static byte[] Bytes(IReadOnlyCollection<ulong> marks)
    {
        var bytes = new byte[marks.Count * sizeof(ulong)];
        var at = 0;
        foreach (var mark in marks)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(at), mark);
            at += sizeof(ulong);
        }

        return bytes;
    }

    private static ulong[] Marks(ReadOnlySpan<byte> bytes)
    {
        var marks = new ulong[bytes.Length / sizeof(ulong)];
        for (var i = 0; i < marks.Length; i++)
        {
            marks[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes[(i * sizeof(ulong))..]);
        }

        return marks;
    }
}
