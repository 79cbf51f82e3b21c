using SQLitePCL;

namespace Busbar.Bench.Storage;

/// <summary>SQLite's own interface.</summary>
internal sealed class BareSqlitePages : IBarePages
{
    public const string Sql = """
        SELECT o.id, o.owner, o.object_id, o.version, o.last_updated, o.deleted, b.utf8 FROM objects o CROSS JOIN bodies b
        WHERE b.id = o.id AND o.id > ?1 AND b.id > ?1 AND o.id < ?2 ORDER BY o.id LIMIT 100
        """;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _page;
    private readonly long _first;

    public BareSqlitePages(string path, long first)
    {
        _first = first;
        Check(raw.sqlite3_open_v2(path, out _database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null));
        Check(raw.sqlite3_exec(_database, "PRAGMA cache_size = -8192"));
        Check(raw.sqlite3_exec(_database, "PRAGMA mmap_size = 1073741824"));
        Check(raw.sqlite3_prepare_v2(_database, Sql, out _page));
    }

    public int Read(long after, byte[] target)
    {
        Check(raw.sqlite3_bind_int64(_page, 1, _first + after));
        Check(raw.sqlite3_bind_int64(_page, 2, 2 * _first));
        var at = 0;
        while (raw.sqlite3_step(_page) == raw.SQLITE_ROW)
        {
            _ = raw.sqlite3_column_int64(_page, 0) + raw.sqlite3_column_int64(_page, 1) + raw.sqlite3_column_int64(_page, 3) + raw.sqlite3_column_int64(_page, 4)
                + raw.sqlite3_column_int64(_page, 5) + raw.sqlite3_column_text(_page, 2).utf8_to_string().Length;
            var bytes = raw.sqlite3_column_blob(_page, 6);
            bytes.CopyTo(target.AsSpan(at));
            at += bytes.Length;
        }

        Check(raw.sqlite3_reset(_page));
        return at;
    }

    public void Dispose()
    {
        _page.Dispose();
        _database.Dispose();
    }

    private static void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new InvalidOperationException($"SQLite answered {result}.");
        }
    }
}
