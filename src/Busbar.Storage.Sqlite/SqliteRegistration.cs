using Busbar.Storage.Sqlite.Writing;
using Busbar.Storage.Writing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Busbar.Storage.Sqlite;

/// <summary>Registers SQLite as the gateway's database.</summary>
public static class SqliteRegistration
{
    /// <summary>
    /// Every store on a SQLite file, for example "Data Source=data/busbar.db". Its folder is created; the schema is brought up to date when the first store is asked for.
    /// The host must register an <see cref="Busbar.Core.Connections.ISecretProtector"/>.
    /// </summary>
    public static IServiceCollection AddBusbarSqlite(this IServiceCollection services, string connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IDatabase>(provider => new SqliteDatabase(connectionString, provider.GetRequiredService<TimeProvider>()));
        return services.AddBusbarStores();
    }
}
