using Busbar.Bench.Gateway;
using Busbar.Bench.Samples;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Storage.PostgreSql;
using Busbar.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Bench.Storage;

/// <summary>A gateway's store on a database of the bench's own.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public TemporaryStore(BenchDatabase database)
    {
        Database = database;
        var services = new ServiceCollection().AddSingleton<ISecretProtector, NoSecrets>();
        _services = (database.IsPostgreSql ? services.AddBusbarPostgreSql(database.ConnectionString) : services.AddBusbarSqlite(database.ConnectionString)).BuildServiceProvider();
    }

    public BenchDatabase Database { get; }

    public string Folder => Database.Folder;

    public IObjectStore Objects => _services.GetRequiredService<IObjectStore>();

    public async Task FillAsync(int locations, CancellationToken cancellation)
    {
        foreach (var chunk in Enumerable.Range(0, locations).Chunk(500))
        {
            await Objects.WriteManyAsync(
                [.. chunk.Select(number =>
                {
                    var decision = SampleLocations.Store(SampleLocations.Json(number, SampleLocations.Start), SampleLocations.Start);
                    return new ObjectWrite { Key = SampleLocations.Key(number), Source = null, Decide = _ => decision };
                })],
                cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Database.Dispose();
    }

    /// <summary>Nothing here has a secret.</summary>
    private sealed class NoSecrets : ISecretProtector
    {
        public byte[] Protect(string secret) => throw new NotSupportedException("The bench keeps no secrets.");

        public string Unprotect(byte[] secret) => throw new NotSupportedException("The bench keeps no secrets.");
    }
}
