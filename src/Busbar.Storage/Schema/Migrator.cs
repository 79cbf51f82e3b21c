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
        var present = (int)(session.Open("SELECT max(number) FROM migrations").ReadInt64() ?? 0);
        if (present > migrations.Count)
        {
            throw new SchemaTooNewException(present, migrations.Count);
        }

        var applied = new List<int>();
        foreach (var migration in migrations.Skip(present))
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
