using Busbar.Core.Objects;
using Busbar.Storage.Moving;
using Busbar.Storage.PostgreSql.Driver;
using Busbar.Storage.Schema;
using Busbar.Storage.Sql;
using Npgsql;

namespace Busbar.Storage.PostgreSql.Moving;

/// <summary>An empty PostgreSQL database that another database is moved to.</summary>
public sealed class PostgreSqlMoveTarget : IMoveTarget
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgreSqlSession _session;

    /// <exception cref="StoreUnavailableException">It cannot be used, or it is not empty.</exception>
    public PostgreSqlMoveTarget(string connectionString)
    {
        var settings = PostgreSqlSettings.Patient(connectionString);
        Place = $"PostgreSQL, Host={settings.Host};Port={settings.Port};Database={settings.Database}";
        _source = NpgsqlDataSource.Create(settings.ConnectionString);
        PostgreSqlSession? session = null;
        try
        {
            session = new PostgreSqlSession(_source);
            session.Execute(PostgreSqlLocks.TakeSchema);
            if (session.Open(PostgreSqlDialect.Instance.Tables).ReadAll(row => row.Text(0)) is [var first, ..] tables)
            {
                throw new StoreUnavailableException($"The database at {Place} is not empty: it has {tables.Count} tables ({first} …). Nothing was moved.");
            }

            session.Execute("BEGIN");
        }
        catch
        {
            session?.Dispose();
            _source.Dispose();
            throw;
        }

        _session = session;
    }

    public string Place { get; }

    public ISqlSession Session => _session;

    public void Build(IEnumerable<Migration> steps)
    {
        _session.AddExtension();
        Migrator.Apply(_session, PostgreSqlDialect.Instance, TimeProvider.System, steps);

        // What a new database begins with is in the old one, as far as it was not removed there.
        _session.Execute($"TRUNCATE {string.Join(", ", Tables())} RESTART IDENTITY");
    }

    public MovedTable Find(string table) => MovedTable.Read(_session, PostgreSqlDialect.Instance, table);

    public string Storable(string text) => PostgreSqlText.Storable(text);

    public ITableWriter Write(MovedTable table) => new CopiedTable(_session.Connection, table);

    public void Commit()
    {
        foreach (var table in Tables())
        {
            var numbered = _session.Open("SELECT column_name::text FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ? AND is_identity = 'YES'")
                .Bind(table).ReadFirst(row => row.Text(0));
            if (numbered is not null)
            {
                _session.Execute($"SELECT setval(pg_get_serial_sequence('{table}', '{numbered}'), coalesce(max({numbered}), 0) + 1, false) FROM {table}");
            }
        }

        _session.Execute("COMMIT");
        _session.Execute(PostgreSqlLocks.LeaveSchema);
        _session.Execute("ANALYZE");
    }

    /// <summary>What was not committed goes with the connection.</summary>
    public void Dispose()
    {
        _session.Dispose();
        _source.Dispose();
    }

    private List<string> Tables() => _session.Open(PostgreSqlDialect.Instance.Tables).ReadAll(row => row.Text(0));
}
