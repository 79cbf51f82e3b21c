using Busbar.Core.Objects;
using Busbar.Storage.PostgreSql.Driver;
using Busbar.Storage.Schema;
using Npgsql;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>
/// Opens the session that this process writes with. The session says which schema the process knows, so that nobody takes away under it what it needs; and a
/// process that was cut off while the schema moved past it finds that out before it writes again.
/// </summary>
internal sealed class WritingSessions(NpgsqlDataSource source, IReadOnlyList<Migration> migrations)
{
    // The usual compression costs the server more than everything else that it does to write an object; where it was built with LZ4, that is half the price.
    private const string CompressQuickly = """
        SELECT set_config(name, 'lz4', false) FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)
        """;

    // Rows are joined with the arrays that bring them: looked up one by one, they cost the same in a table of any size and before the server has counted it.
    private const string LookUpRows = "SET enable_hashjoin = off; SET enable_mergejoin = off";

    public PostgreSqlSession Open()
    {
        var session = new PostgreSqlSession(source);
        try
        {
            session.Execute(PostgreSqlLocks.RunAs(migrations.Count == 0 ? 0 : migrations.Max(migration => migration.Number)));
            session.Execute(CompressQuickly);
            session.Execute(LookUpRows);
            var status = Migrator.Look(session, PostgreSqlDialect.Instance, migrations);
            return status.Fits ? session : throw new StoreUnavailableException(new SchemaTooNewException(status).Message);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
