using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Rows;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Objects;

internal sealed class ObjectStore(IDatabase database) : IObjectStore
{
    private const string Columns =
        "o.id, o.module, o.owner, o.object_id, o.version, o.last_updated, o.audience, o.published, o.hash, o.sequence, o.deleted, o.source, b.utf8";

    private const string Headers = "o.id, o.owner, o.object_id, o.version, o.last_updated, o.deleted";

    private readonly CountCache _counts = new();

    public ValueTask<WriteResult> WriteAsync(ObjectWrite write, CancellationToken cancellation) =>
        new(database.WriteObjectsAsync([write], context => ObjectWriter.Apply(context, write), cancellation));

    public ValueTask<IReadOnlyList<WriteResult>> WriteManyAsync(IReadOnlyList<ObjectWrite> writes, CancellationToken cancellation) =>
        new(database.WriteObjectsAsync<IReadOnlyList<WriteResult>>(writes, context => [.. writes.Select(write => ObjectWriter.Apply(context, write))], cancellation));

    public ValueTask<StoredObject?> FindAsync(ObjectKey key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!database.State.Modules.TryNumber(key.Module, out var module) || !database.State.Parties.TryNumber(key.Owner, out var owner))
        {
            return new((StoredObject?)null);
        }

        return new(database.Read(session => session
            .Open($"SELECT {Columns} FROM objects o JOIN bodies b ON b.id = o.id WHERE o.object_id = ? AND o.module = ? AND o.owner = ?")
            .Bind(key.Id).Bind(module).Bind(owner).ReadFirst(row => Map(session, row))));
    }

    public ValueTask<IReadOnlyList<StoredObject>> FindByIdAsync(ModuleId module, string id, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!database.State.Modules.TryNumber(module, out var number))
        {
            return new((IReadOnlyList<StoredObject>)[]);
        }

        return new(database.Read<IReadOnlyList<StoredObject>>(session => session
            .Open($"SELECT {Columns} FROM objects o JOIN bodies b ON b.id = o.id WHERE o.object_id = ? AND o.module = ? ORDER BY o.id")
            .Bind(id).Bind(number).ReadAll(row => Map(session, row))));
    }

    public ValueTask<bool> ReadPageAsync(PageQuery query, IObjectSink sink, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Offset, query.HeadersOnly ? 0 : int.MaxValue);
        return database.State.Modules.TryNumber(query.Module, out var module)
            ? new(database.Read(session => ReadPage(session, module, query, sink)))
            : new(false);
    }

    public ValueTask<long> CountAsync(PageQuery query, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!database.State.Modules.TryNumber(query.Module, out var module))
        {
            return new(0L);
        }

        // The version is read before the count: a count that is newer than its version is at worst counted again.
        var filter = new PageFilter(query, database.State.Parties);
        var versions = database.State.Versions;
        var version = filter.HasDates ? versions.Content(query.Module) : versions.Membership(query.Module);
        var key = filter.CacheKey;
        if (!database.HearsOthers || !_counts.TryGet(key, version, out var count))
        {
            count = database.Read(session => filter
                .Bind(session.Open($"SELECT count(*) FROM objects o WHERE o.id > ? AND o.id < ?{filter.Sql(database.Dialect)}")
                    .Bind(ObjectId.First(module)).Bind(ObjectId.End(module)))
                .ReadInt64() ?? 0);
            _counts.Set(key, version, count);
        }

        return new(count);
    }

    // Objects are the outer loop (CROSS JOIN keeps it so), in the order of their ids; bytes are fetched only for those that match.
    private bool ReadPage(ISqlSession session, int module, PageQuery query, IObjectSink sink)
    {
        var filter = new PageFilter(query, database.State.Parties);
        var conditions = filter.Sql(database.Dialect);
        var after = ObjectId.Of(module, query.AfterOrdinal);
        var end = ObjectId.End(module);

        // With an offset, the start is found twice over: once to skip, in the narrow table alone, and once to read.
        var bytes = !query.HeadersOnly;
        var page = session.Open(bytes ? PageSql(conditions, query.Offset > 0) : HeaderSql(conditions)).Bind(after);
        if (query.Offset > 0)
        {
            filter.Bind(page.Bind(end)).Bind(query.Offset - 1L);
        }
        else if (bytes)
        {
            page.Bind(after);
        }

        using var rows = filter.Bind(page.Bind(end)).Bind(query.Limit + 1L);
        var left = query.Limit;
        while (rows.Step())
        {
            if (left-- == 0)
            {
                return true;
            }

            var id = rows.Int64(0);
            var key = new ObjectKey(query.Module, database.State.Parties.Name(session, rows.Int32(1)), rows.Text(2));
            sink.Add(new ObjectHeader(key, (OcpiVersion)rows.Int32(3), rows.Instant(4), ObjectId.Ordinal(id), rows.Flag(5)), bytes ? rows.Blob(6) : []);
        }

        return false;
    }

    /// <summary>The query of a page, given the conditions of its filter.</summary>
    internal static string PageSql(string conditions, bool offset)
    {
        // Past the end of what is skipped there is nothing.
        var start = offset
            ? $"coalesce((SELECT o.id FROM objects o WHERE o.id > ? AND o.id < ?{conditions} ORDER BY o.id LIMIT 1 OFFSET ?), {long.MaxValue})"
            : "?";

        // Said of both tables: PostgreSQL may merge them, and would then read all bodies up to the page to find its first.
        var both = offset ? "" : " AND b.id > ?";
        return $"SELECT {Headers}, b.utf8 FROM objects o CROSS JOIN bodies b WHERE b.id = o.id AND o.id > {start}{both} AND o.id < ?{conditions} ORDER BY o.id LIMIT ?";
    }

    /// <summary>The same without bytes, from the beginning: the narrow table alone.</summary>
    private static string HeaderSql(string conditions) => $"SELECT {Headers} FROM objects o WHERE o.id > ? AND o.id < ?{conditions} ORDER BY o.id LIMIT ?";

    private StoredObject Map(ISqlSession session, Statement row)
    {
        PartyId? audience = row.IsNull(6) ? null : database.State.Parties.Name(session, row.Int32(6));
        return new StoredObject
        {
            Key = new ObjectKey(
                database.State.Modules.Name(session, row.Int32(1)), database.State.Parties.Name(session, row.Int32(2)), row.Text(3)),
            Version = (OcpiVersion)row.Int32(4),
            Facts = new ObjectFacts(row.Instant(5), audience, row.Flag(7), row.Hash(8)),
            Ordinal = ObjectId.Ordinal(row.Int64(0)),
            Sequence = row.Int64(9),
            Deleted = row.Flag(10),
            Source = row.GuidOrNull(11),
            Utf8 = row.Blob(12).ToArray(),
        };
    }
}
