using Busbar.Core.Objects;
using Busbar.Storage.Sql;
using SQLitePCL;

namespace Busbar.Storage.Sqlite.Driver;

/// <summary>Turns SQLite's result codes into exceptions. SQLite's messages name tables and columns, never values.</summary>
internal static class SqliteFailure
{
    private const int ConstraintUnique = raw.SQLITE_CONSTRAINT | (8 << 8);
    private const int ConstraintPrimaryKey = raw.SQLITE_CONSTRAINT | (6 << 8);

    public static Exception From(sqlite3 database, int result)
    {
        var extended = raw.sqlite3_extended_errcode(database);
        var message = $"SQLite {extended}: {raw.sqlite3_errmsg(database).utf8_to_string()}";
        if (extended is ConstraintUnique or ConstraintPrimaryKey)
        {
            return new UniqueViolationException(message);
        }

        return (result & 0xFF) switch
        {
            raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_BUSY or raw.SQLITE_LOCKED
                or raw.SQLITE_NOMEM or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
                new StoreUnavailableException($"The database could not be read or written. {message}"),
            _ => new InvalidOperationException(message),
        };
    }
}
