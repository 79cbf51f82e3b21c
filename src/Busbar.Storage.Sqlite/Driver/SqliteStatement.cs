using Busbar.Storage.Sql;
using SQLitePCL;

namespace Busbar.Storage.Sqlite.Driver;

/// <summary>A prepared statement straight on SQLite's own interface.</summary>
internal sealed class SqliteStatement(sqlite3 database, sqlite3_stmt handle) : Statement
{
    private int _bound;
    private bool _open;

    public override Statement Bind(long value) => Bound(raw.sqlite3_bind_int64(handle, ++_bound, value));

    public override Statement Bind(string? value) =>
        Bound(value is null ? raw.sqlite3_bind_null(handle, ++_bound) : raw.sqlite3_bind_text(handle, ++_bound, value));

    public override Statement Bind(ReadOnlySpan<byte> value) =>
        Bound(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, ++_bound, 0) : raw.sqlite3_bind_blob(handle, ++_bound, value));

    public override Statement BindNull() => Bound(raw.sqlite3_bind_null(handle, ++_bound));

    public override bool Step()
    {
        var result = raw.sqlite3_step(handle);
        return result switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw SqliteFailure.From(database, result),
        };
    }

    public override bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public override long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public override string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public override ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public override void Dispose()
    {
        // The result repeats what the last step reported already.
        _ = raw.sqlite3_reset(handle);
        if (_bound > 0)
        {
            _ = raw.sqlite3_clear_bindings(handle);
        }

        _bound = 0;
        _open = false;
    }

    internal SqliteStatement Opened()
    {
        if (_open)
        {
            throw new InvalidOperationException("The statement is in use already; dispose it before it is opened again.");
        }

        _open = true;
        return this;
    }

    internal void Close() => handle.Dispose();

    private SqliteStatement Bound(int result) => result == raw.SQLITE_OK ? this : throw SqliteFailure.From(database, result);
}
