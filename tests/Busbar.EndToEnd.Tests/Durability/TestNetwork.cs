using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.Common;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>A gateway process with one scripted operator on 2.3.0 and scripted providers, registered.</summary>
internal sealed class TestNetwork : IAsyncDisposable
{
    private readonly List<ScriptedPlatform> _providers = [];
    private readonly Dictionary<ScriptedPlatform, string> _ids = [];

    private TestNetwork(GatewayProcess gateway) => Gateway = gateway;

    public GatewayProcess Gateway { get; }

    public IReadOnlyList<ScriptedPlatform> Providers => _providers;

    public ScriptedPlatform Operator { get; } = new("Operator", Documents.Operator, Role.Cpo, OcpiVersion.V230);

    public Ledger Ledger { get; private set; } = null!;

    public static async Task<TestNetwork> StartAsync(CancellationToken cancellation) => await StartAsync(await GatewayProcess.StartAsync(cancellation), cancellation);

    /// <summary>Round a gateway that runs already; it ends with the network.</summary>
    public static async Task<TestNetwork> StartAsync(GatewayProcess gateway, CancellationToken cancellation)
    {
        var network = new TestNetwork(gateway);
        try
        {
            await network.Operator.StartAsync(cancellation);
            network.Ledger = new Ledger(network.Operator);
            var invitation = await network.Gateway.Api.PostAsync("/api/connections", new JsonObject { ["name"] = "Operator" });
            network._ids[network.Operator] = (string)invitation["id"]!;
            Assert.Null(await network.Operator.Link.RegisterAsync(new Uri((string)invitation["versions_url"]!), (string)invitation["token"]!, cancellation));
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a provider and registers it from the gateway's side.</summary>
    public async Task<ScriptedPlatform> AddProviderAsync(
        string party, OcpiVersion version, CancellationToken cancellation, bool cdrLocations = true, JsonObject? profile = null)
    {
        var provider = new ScriptedPlatform($"Provider {party}", new PartyId("NL", party), Role.Emsp, version, cdrLocations);
        _providers.Add(provider);
        await provider.StartAsync(cancellation);
        var registered = await Gateway.Api.PostAsync("/api/connections", new JsonObject
        {
            ["name"] = provider.Name,
            ["versions_url"] = provider.VersionsUrl.AbsoluteUri,
            ["token"] = provider.Link.MakeTokenA(),
            ["profile"] = profile,
        });
        Assert.True((string?)registered["state"] == "connected", registered.ToJsonString() + Environment.NewLine + Gateway.Output);
        _ids[provider] = (string)registered["id"]!;
        return provider;
    }

    public string IdOf(ScriptedPlatform platform) => _ids[platform];

    /// <summary>The delivery to a platform, as the operator API shows it.</summary>
    public async Task<JsonNode> DeliveryAsync(ScriptedPlatform platform) => (await Gateway.Api.GetAsync($"/api/connections/{IdOf(platform)}"))["delivery"]!;

    /// <summary>Waits until a provider holds everything that the operator was acknowledged.</summary>
    public Task CompleteAsync(ScriptedPlatform provider, string party, CancellationToken cancellation) => Eventually.TrueAsync(
        () => Judge.Missing(Ledger, provider.Inbox, party).Count == 0,
        $"{provider.Name} has everything",
        () => string.Join(Environment.NewLine, [.. Judge.Missing(Ledger, provider.Inbox, party).Take(10), Gateway.Output]),
        cancellation);

    /// <summary>Waits until the operator API says something of a delivery.</summary>
    public async Task<JsonNode> DeliveryUntilAsync(ScriptedPlatform platform, Func<JsonNode, bool> condition, string what, CancellationToken cancellation)
    {
        var began = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var delivery = await DeliveryAsync(platform);
            if (condition(delivery))
            {
                return delivery;
            }

            Assert.True(began.Elapsed < Eventually.Limit, $"It did not come true that {what}: {delivery.ToJsonString()}{Environment.NewLine}{Gateway.Output}");
            await Task.Delay(20, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Operator.DisposeAsync();
        foreach (var provider in _providers)
        {
            await provider.DisposeAsync();
        }

        await Gateway.DisposeAsync();
    }
}
