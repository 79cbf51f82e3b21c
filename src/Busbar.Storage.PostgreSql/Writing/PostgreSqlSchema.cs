using Busbar.Storage.PostgreSql.Driver;
using Busbar.Storage.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>The schema of a PostgreSQL database.</summary>
public sealed class PostgreSqlSchema(string connectionString) : IDatabaseSchema
{
    public SchemaStatus Look()
    {
        using var source = NpgsqlDataSource.Create(PostgreSqlSettings.Of(connectionString).ConnectionString);
        using var session = new PostgreSqlSession(source);
        return Migrator.Look(session, PostgreSqlDialect.Instance);
    }

    public void Migrate() => new PostgreSqlDatabase(connectionString, TimeProvider.System, NullLogger<PostgreSqlDatabase>.Instance).Dispose();
}
