using SQLitePCL;

namespace Busbar.Bench.Storage;

/// <summary>SQLite with nothing around it: the limit that the store is measured against.</summary>
internal sealed class RawSqlite : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _upsert;
    private readonly sqlite3_stmt _page;

    public RawSqlite(string path)
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open_v2(path, out _database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null));
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");

        // The same room as the store gives itself, so that the limit is one.
        Execute("PRAGMA wal_autocheckpoint = 4000");
        Execute("PRAGMA cache_size = -65536");
        Execute("PRAGMA mmap_size = 1073741824");
        Execute("CREATE TABLE IF NOT EXISTS objects (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, last_updated INTEGER NOT NULL, utf8 BLOB NOT NULL)");
        Check(raw.sqlite3_prepare_v2(
            _database,
            "INSERT INTO objects (id, last_updated, utf8) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET last_updated = excluded.last_updated, utf8 = excluded.utf8",
            out _upsert));
        Check(raw.sqlite3_prepare_v2(_database, "SELECT number, id, last_updated, utf8 FROM objects WHERE number > ? ORDER BY number LIMIT ?", out _page));
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(_database, sql));

    public void Upsert(string id, long updated, ReadOnlySpan<byte> utf8)
    {
        Check(raw.sqlite3_bind_text(_upsert, 1, id));
        Check(raw.sqlite3_bind_int64(_upsert, 2, updated));
        Check(raw.sqlite3_bind_blob(_upsert, 3, utf8));
        Check(raw.sqlite3_step(_upsert));
        Check(raw.sqlite3_reset(_upsert));
    }

    /// <summary>Copies a page's bytes; returns the last number.</summary>
    public long Page(long after, int limit, byte[] target)
    {
        Check(raw.sqlite3_bind_int64(_page, 1, after));
        Check(raw.sqlite3_bind_int64(_page, 2, limit));
        var at = 0;
        var last = 0L;
        while (raw.sqlite3_step(_page) == raw.SQLITE_ROW)
        {
            last = raw.sqlite3_column_int64(_page, 0);
            var bytes = raw.sqlite3_column_blob(_page, 3);
            bytes.CopyTo(target.AsSpan(at));
            at += bytes.Length;
        }

        Check(raw.sqlite3_reset(_page));
        return last;
    }

    public void Dispose()
    {
        _upsert.Dispose();
        _page.Dispose();
        _database.Dispose();
    }

    private static void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            throw new InvalidOperationException($"SQLite answered {result}.");
        }
    }
}
