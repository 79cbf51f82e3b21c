using Busbar.Core.Objects;
using Busbar.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Busbar.Storage.Sqlite.Driver;

/// <summary>The file of a database: where it is, who has it, and whether it was moved away.</summary>
internal static class SqliteFile
{
    private const string Moved = "moved_to";
    private const int LockAttempts = 20;
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(100);

    /// <summary>The full path of the file that a connection string names.</summary>
    /// <exception cref="ArgumentException">It names no file.</exception>
    public static string PathOf(string connectionString)
    {
        var source = new SqliteConnectionStringBuilder(connectionString).DataSource;
        return source.Length == 0 || source.Contains(":memory:", StringComparison.Ordinal) || source.StartsWith("file:", StringComparison.Ordinal)
            ? throw new ArgumentException("The database must be a file: 'Data Source=folder/busbar.db'.", nameof(connectionString))
            : Path.GetFullPath(source);
    }

    // What is known in memory holds only while no other process writes: two gateways on one file would each send everything.
    // A process that is just ending may hold the lock a moment longer than its last word: a restart waits for it.
    public static FileStream Lock(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < LockAttempts)
            {
                Thread.Sleep(LockPause);
            }
            catch (IOException exception)
            {
                throw new StoreUnavailableException($"The database '{path}' is in use by another process.", exception);
            }
        }
    }

    /// <summary>Notes that everything in the file is somewhere else now.</summary>
    public static void Leave(SqliteSession session, string place)
    {
        session.Execute("BEGIN IMMEDIATE");
        session.Execute($"CREATE TABLE {Moved} (place TEXT NOT NULL)");
        session.Open($"INSERT INTO {Moved} (place) VALUES (?)").Bind(place).Run();
        session.Execute("COMMIT");
    }

    /// <summary>A gateway on a file that was moved away would send everything a second time.</summary>
    /// <exception cref="StoreUnavailableException">It was moved away.</exception>
    public static void MustNotBeLeft(ISqlSession session, string path)
    {
        var left = session.Open("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").Bind(Moved).ReadInt64() is not null;
        if (left && session.Open($"SELECT place FROM {Moved}").ReadFirst(row => row.Text(0)) is { } place)
        {
            throw new StoreUnavailableException(
                $"The database '{path}' was moved to {place}: set Busbar:Database to that. To go back to the file after all, and only when nothing runs there, "
                + $"remove the mark: sqlite3 '{path}' \"DROP TABLE {Moved}\".");
        }
    }
}
