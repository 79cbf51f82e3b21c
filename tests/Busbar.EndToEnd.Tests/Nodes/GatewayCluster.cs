using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Testing.Databases;

[assembly: AssemblyFixture(typeof(SharedServerEnd))]

namespace Busbar.EndToEnd.Tests.Nodes;

/// <summary>Several gateway processes on one PostgreSQL of their own, behind one address.</summary>
internal sealed class GatewayCluster : IAsyncDisposable
{
    private readonly List<GatewayProcess> _nodes = [];

    public PostgreSqlServer Database { get; } = new();

    public Balancer Balancer { get; } = new();

    public IReadOnlyList<GatewayProcess> Nodes => _nodes;

    public string DatabaseName { get; private set; } = "";

    public static async Task<GatewayCluster> StartAsync(int nodes, CancellationToken cancellation)
    {
        var cluster = new GatewayCluster();
        try
        {
            var database = cluster.Database.CreateDatabase();
            cluster.DatabaseName = database[(database.LastIndexOf('=') + 1)..];
            string[] arguments = [$"--Busbar:Database={database}", $"--Busbar:PublicUrl={cluster.Balancer.Url}"];
            cluster._nodes.AddRange(await Task.WhenAll(Enumerable.Range(0, nodes).Select(_ => GatewayProcess.StartAsync(cancellation, arguments))));
            cluster.Balancer.Serve(cluster._nodes.Select(node => node.BaseUrl));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Balancer.DisposeAsync();
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        Database.Dispose();
    }
}
