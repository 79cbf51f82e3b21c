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
    public PostgreSqlSession Open()
    {
        var session = new PostgreSqlSession(source);
        try
        {
            session.Execute(PostgreSqlLocks.RunAs(migrations.Count == 0 ? 0 : migrations.Max(migration => migration.Number)));
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
