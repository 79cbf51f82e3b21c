using Busbar.Storage.Sql;
using SQLitePCL;

namespace Busbar.Storage.Sqlite.Driver;

/// <summary>A prepared statement straight on SQLite's own interface.</summary>
internal sealed class SqliteStatement(sqlite3 database, sqlite3_stmt handle) : Statement
{
    // Zero once it is closed, which the library takes for a mistake and says so.
    private nint _statement = handle.DangerousGetHandle();
    private int _bound;
    private bool _open;

    public override Statement Bind(long value) => Bound(SqliteCalls.BindInt64(_statement, ++_bound, value));

    public override Statement Bind(string? value) =>
        value is null ? BindNull() : Bound(raw.sqlite3_bind_text(handle, ++_bound, value));

    public override Statement Bind(ReadOnlySpan<byte> value) =>
        Bound(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, ++_bound, 0) : raw.sqlite3_bind_blob(handle, ++_bound, value));

    public override Statement BindNull() => Bound(SqliteCalls.BindNull(_statement, ++_bound));

    public override bool Step()
    {
        var result = SqliteCalls.Step(_statement);
        return result switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw SqliteFailure.From(database, result),
        };
    }

    public override bool IsNull(int column) => SqliteCalls.ColumnType(_statement, column) == raw.SQLITE_NULL;

    public override long Int64(int column) => SqliteCalls.ColumnInt64(_statement, column);

    public override string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public override ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public override void Dispose()
    {
        // The result repeats what the last step reported already.
        _ = SqliteCalls.Reset(_statement);
        if (_bound > 0 && _statement != 0)
        {
            _ = SqliteCalls.ClearBindings(_statement);
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

    internal void Close()
    {
        _statement = 0;
        handle.Dispose();
    }

    private SqliteStatement Bound(int result) => result == raw.SQLITE_OK ? this : throw SqliteFailure.From(database, result);
}
