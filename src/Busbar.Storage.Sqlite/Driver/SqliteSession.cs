using Busbar.Core.Objects;
using Busbar.Storage.Sql;
using SQLitePCL;

namespace Busbar.Storage.Sqlite.Driver;

/// <summary>One SQLite connection with its prepared statements; one thread at a time.</summary>
internal sealed class SqliteSession : ISqlSession, IDisposable
{
    private readonly sqlite3 _database;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    public SqliteSession(string path, IReadOnlyList<string> pragmas)
    {
        // Each connection has one user at a time, so SQLite's own mutex around every call is not needed.
        var result = raw.sqlite3_open_v2(path, out _database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        if (result != raw.SQLITE_OK)
        {
            var reason = raw.sqlite3_errstr(result).utf8_to_string();
            _database.Dispose();
            throw new StoreUnavailableException($"The database file '{path}' could not be opened: {reason}.");
        }

        try
        {
            _ = raw.sqlite3_extended_result_codes(_database, 0);
            foreach (var pragma in pragmas)
            {
                Execute(pragma);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether a transaction is open: some failures end it, others leave it open.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_database) == 0;

    /// <summary>How many rows were written since the connection was opened.</summary>
    public int RowsWritten => raw.sqlite3_total_changes(_database);

    public ISqlSession Beside => this;

    public Statement Open(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = Prepare(sql);
            _statements.Add(sql, statement);
        }

        return statement.Opened();
    }

    /// <summary>Runs a statement that is not worth keeping prepared.</summary>
    public void Execute(string sql)
    {
        var statement = Prepare(sql);
        try
        {
            statement.Opened().Run();
        }
        finally
        {
            statement.Close();
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _statements.Clear();
        _database.Dispose();
    }

    private SqliteStatement Prepare(string sql)
    {
        var result = raw.sqlite3_prepare_v2(_database, sql, out var handle);
        return result == raw.SQLITE_OK ? new SqliteStatement(_database, handle) : throw SqliteFailure.From(_database, result);
    }
}
