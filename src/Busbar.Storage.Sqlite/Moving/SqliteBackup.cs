using Busbar.Core.Objects;
using Busbar.Storage.Sql;
using Busbar.Storage.Sqlite.Driver;

namespace Busbar.Storage.Sqlite.Moving;

/// <summary>Copies a SQLite database as it is at one moment, while a gateway goes on writing.</summary>
public static class SqliteBackup
{
    /// <param name="connectionString">The database.</param>
    /// <param name="file">Where the copy goes; there must be nothing yet.</param>
    /// <exception cref="StoreUnavailableException">One of the two cannot be used.</exception>
    public static void Copy(string connectionString, string file)
    {
        SqliteLibrary.Prepare();
        var path = SqliteFile.PathOf(connectionString);
        if (!File.Exists(path))
        {
            throw new StoreUnavailableException($"There is no database '{path}'.");
        }

        // One transaction reads everything: writers go on beside it, and what they commit meanwhile is not in the copy.
        using (var session = new SqliteSession(path, ["PRAGMA busy_timeout = 5000"]))
        {
            session.Open("VACUUM INTO ?").Bind(file).Run();
        }

        using var copy = new SqliteSession(file, ["PRAGMA query_only = ON"]);
        var found = copy.Open("PRAGMA integrity_check").ReadAll(row => row.Text(0));
        if (found is not ["ok"])
        {
            throw new StoreUnavailableException($"The copy '{file}' is not whole: {found[0]}.");
        }
    }
}
