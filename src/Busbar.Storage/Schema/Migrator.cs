using Busbar.Storage.Sql;

namespace Busbar.Storage.Schema;

/// <summary>Brings a database to the newest schema.</summary>
public static class Migrator
{
    /// <summary>Applies what is missing, each step in a transaction of its own. Returns the numbers applied.</summary>
    /// <exception cref="SchemaTooNewException">The database is newer than this program.</exception>
    public static IReadOnlyList<int> Migrate(ISqlSession session, SqlDialect dialect, TimeProvider time) =>
        Migrate(session, dialect, time, Migrations.All);

    internal static IReadOnlyList<int> Migrate(ISqlSession session, SqlDialect dialect, TimeProvider time, IReadOnlyList<Migration> migrations)
    {
        session.Open("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)").Run();
        var present = session.Open("SELECT number FROM migrations").ReadAll(row => row.Int32(0)).ToHashSet();
        var newest = migrations.Count == 0 ? 0 : migrations.Max(migration => migration.Number);
        if (present.Count > 0 && present.Max() > newest)
        {
            throw new SchemaTooNewException(present.Max(), newest);
        }

        // By number, not by how many there are: steps that were made side by side may arrive one after the other.
        var applied = new List<int>();
        foreach (var migration in migrations.Where(migration => !present.Contains(migration.Number)))
        {
            Apply(session, dialect, time, migration);
            applied.Add(migration.Number);
        }

        return applied;
    }

    private static void Apply(ISqlSession session, SqlDialect dialect, TimeProvider time, Migration migration)
    {
        session.Open("BEGIN").Run();
        try
        {
            foreach (var statement in migration.Statements(dialect))
            {
                session.Open(statement).Run();
            }

            migration.Seed?.Invoke(session);
            session.Open("INSERT INTO migrations (number, name, applied_at) VALUES (?, ?, ?)")
                .Bind(migration.Number).Bind(migration.Name).Bind(time.GetUtcNow()).Run();
            session.Open("COMMIT").Run();
        }
        catch
        {
            session.Open("ROLLBACK").Run();
            throw;
        }
    }
}
