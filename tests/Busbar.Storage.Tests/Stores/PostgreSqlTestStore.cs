using Busbar.Storage.PostgreSql;
using Busbar.Storage.PostgreSql.Driver;
using Busbar.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

[assembly: AssemblyFixture(typeof(SharedServerEnd))]

namespace Busbar.Storage.Tests.Stores;

public sealed class PostgreSqlTestStore : TestStore
{
    public PostgreSqlTestStore()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        ConnectionString = PostgreSqlServer.Shared.CreateDatabase();
    }

    public string ConnectionString { get; }

    internal override RawDatabase OpenRaw()
    {
        var source = NpgsqlDataSource.Create(ConnectionString);
        var session = new PostgreSqlSession(source);
        session.Execute("CREATE EXTENSION IF NOT EXISTS citext");
        session.Connection.ReloadTypes();
        return new RawDatabase(
            session,
            PostgreSqlDialect.Instance,
            () =>
            {
                session.Dispose();
                source.Dispose();
            });
    }

    protected override void Add(IServiceCollection services) => services.AddBusbarPostgreSql(ConnectionString);

    // The database goes with the server.
    protected override void Remove()
    {
    }
}
