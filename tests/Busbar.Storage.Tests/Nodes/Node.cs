using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Storage.PostgreSql;
using Busbar.Storage.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Storage.Tests.Nodes;

/// <summary>The stores of one of several processes on a PostgreSQL database.</summary>
internal static class Node
{
    public static ServiceProvider Open(string database)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ISecretProtector, ReversingProtector>();
        services.AddBusbarPostgreSql(database);
        var provider = services.BuildServiceProvider();
        _ = provider.GetRequiredService<IObjectStore>();
        return provider;
    }
}
