using Busbar.Storage.Schema;
using Busbar.Storage.Sqlite.Driver;

namespace Busbar.Storage.Sqlite.Writing;

/// <summary>The schema of a SQLite file.</summary>
public sealed class SqliteSchema(string connectionString) : IDatabaseSchema
{
    public SchemaStatus Look()
    {
        SqliteLibrary.Prepare();
        var path = SqliteFile.PathOf(connectionString);
        if (!File.Exists(path))
        {
            return new SchemaStatus([], Migrations.All[^1].Number, Migrations.All, 0);
        }

        using var session = new SqliteSession(path, ["PRAGMA busy_timeout = 5000", "PRAGMA query_only = ON"]);
        SqliteFile.MustNotBeLeft(session, path);
        return Migrator.Look(session, SqliteDialect.Instance);
    }

    public void Migrate() => new SqliteDatabase(connectionString, TimeProvider.System).Dispose();
}
