using Busbar.Storage.PostgreSql;
using Busbar.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;

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

    protected override void Add(IServiceCollection services) => services.AddBusbarPostgreSql(ConnectionString);

    // The database goes with the server.
    protected override void Remove()
    {
    }
}
