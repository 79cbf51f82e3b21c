using Busbar.Core.Objects;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Schema;

/// <summary>Brings a database to the newest schema.</summary>
public static class Migrator
{
    private const int Attempts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private const string Steps = "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)";

    // A step without a row here works with no older program: so it is with all that were applied before this table was there.
    private const string Limits = "CREATE TABLE IF NOT EXISTS migration_limits (number INTEGER PRIMARY KEY, oldest INTEGER NOT NULL)";

    /// <summary>Applies what is missing, each step in a transaction of its own. Returns the numbers applied.</summary>
    /// <exception cref="SchemaTooNewException">The database is newer than this program can live with.</exception>
    /// <exception cref="SchemaInUseException">A step would break a process of an older program that is running.</exception>
    public static IReadOnlyList<int> Migrate(ISqlSession session, SqlDialect dialect, TimeProvider time) =>
        Migrate(session, dialect, time, Migrations.All);

    /// <summary>As it is, without changing anything.</summary>
    public static SchemaStatus Look(ISqlSession session, SqlDialect dialect) => Look(session, dialect, Migrations.All);

    /// <summary>Applies steps inside a transaction that the caller has begun.</summary>
    public static void Apply(ISqlSession session, SqlDialect dialect, TimeProvider time, IEnumerable<Migration> migrations)
    {
        session.Open(Steps).Run();
        session.Open(Limits).Run();
        foreach (var migration in migrations)
        {
            Apply(session, dialect, time, migration);
        }
    }

    /// <summary>As the other, for a program that knows these steps.</summary>
    public static IReadOnlyList<int> Migrate(ISqlSession session, SqlDialect dialect, TimeProvider time, IReadOnlyList<Migration> migrations)
    {
        var status = Look(session, dialect, migrations);
        if (!status.Fits)
        {
            throw new SchemaTooNewException(status);
        }

        session.Open(Steps).Run();
        session.Open(Limits).Run();
        foreach (var migration in status.Missing)
        {
            ApplyAlone(session, dialect, time, migration);
        }

        return [.. status.Missing.Select(migration => migration.Number)];
    }

    /// <summary>As the other, for a program that knows these steps.</summary>
    public static SchemaStatus Look(ISqlSession session, SqlDialect dialect, IReadOnlyList<Migration> migrations)
    {
        var known = migrations.Count == 0 ? 0 : migrations.Max(migration => migration.Number);
        var tables = session.Open(dialect.Tables).ReadAll(row => row.Text(0));
        if (!tables.Contains("migrations"))
        {
            return new SchemaStatus([], known, migrations, 0);
        }

        var present = session.Open("SELECT number FROM migrations").ReadAll(row => row.Int32(0)).ToHashSet();
        var limits = tables.Contains("migration_limits")
            ? session.Open("SELECT number, oldest FROM migration_limits").ReadAll(row => (Number: row.Int32(0), Oldest: row.Int32(1))).ToDictionary(row => row.Number, row => row.Oldest)
            : [];

        // By number, not by how many there are: steps that were made side by side may arrive one after the other.
        return new SchemaStatus(
            present,
            known,
            [.. migrations.Where(migration => !present.Contains(migration.Number))],
            present.Count == 0 ? 0 : present.Max(number => limits.GetValueOrDefault(number, number)));
    }

    private static void ApplyAlone(ISqlSession session, SqlDialect dialect, TimeProvider time, Migration migration)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                TryApplyAlone(session, dialect, time, migration);
                return;
            }
            catch (SchemaInUseException) when (attempt < Attempts)
            {
                // The server may notice a moment later than everybody else that a process has ended.
                Thread.Sleep(Pause);
            }
        }
    }

    private static void TryApplyAlone(ISqlSession session, SqlDialect dialect, TimeProvider time, Migration migration)
    {
        foreach (var statement in dialect.BeginAlone)
        {
            session.Open(statement).Run();
        }

        try
        {
            if (dialect.OlderPrograms is { } older && session.Open(older).Bind((long)migration.Oldest - 1).ReadInt64() is { } program)
            {
                throw new SchemaInUseException(migration, program);
            }

            Apply(session, dialect, time, migration);
            session.Open("COMMIT").Run();
        }
        catch
        {
            RollBack(session);
            throw;
        }
    }

    private static void RollBack(ISqlSession session)
    {
        try
        {
            session.Open("ROLLBACK").Run();
        }
        catch (StoreUnavailableException)
        {
            // The connection is gone, and the transaction with it; what happened before is told.
        }
    }

    private static void Apply(ISqlSession session, SqlDialect dialect, TimeProvider time, Migration migration)
    {
        foreach (var statement in migration.Statements(dialect))
        {
            session.Open(statement).Run();
        }

        migration.Seed?.Invoke(session);
        session.Open("INSERT INTO migrations (number, name, applied_at) VALUES (?, ?, ?)")
            .Bind(migration.Number).Bind(migration.Name).Bind(time.GetUtcNow()).Run();
        session.Open("INSERT INTO migration_limits (number, oldest) VALUES (?, ?)").Bind(migration.Number).Bind(migration.Oldest).Run();
    }
}
