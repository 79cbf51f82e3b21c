using Busbar.Storage.PostgreSql.Writing;
using Busbar.Storage.Writing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Storage.PostgreSql;

/// <summary>Registers PostgreSQL as the gateway's database.</summary>
public static class PostgreSqlRegistration
{
    /// <summary>
    /// Every store on a PostgreSQL database (15 or later), for example "Host=db;Database=busbar;Username=busbar;Password=…". Any number of processes may share it.
    /// The schema is brought up to date when the first store is asked for. The host must register an <see cref="Busbar.Core.Connections.ISecretProtector"/>.
    /// </summary>
    public static IServiceCollection AddBusbarPostgreSql(this IServiceCollection services, string connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IDatabase>(provider => new PostgreSqlDatabase(
            connectionString,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<PostgreSqlDatabase>>() ?? NullLogger<PostgreSqlDatabase>.Instance));
        return services.AddBusbarStores();
    }
}
