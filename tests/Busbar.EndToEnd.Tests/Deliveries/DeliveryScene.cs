using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.EndToEnd.Tests.Outside;

namespace Busbar.EndToEnd.Tests.Deliveries;

/// <summary>A gateway of a test's own with an operator on 2.3.0, and the providers that the test adds: what is steered here would be felt by every test that shares it.</summary>
internal sealed class DeliveryScene : IAsyncDisposable
{
    private readonly List<PlainPartner> _partners = [];

    private DeliveryScene(GatewayProcess gateway) => Gateway = gateway;

    public GatewayProcess Gateway { get; }

    public OperatorClient Api => Gateway.Api;

    public PlainPartner Operator { get; private set; } = null!;

    public static async Task<DeliveryScene> StartAsync(Action<PlainPartner>? prepare = null)
    {
        var scene = new DeliveryScene(await GatewayProcess.StartAsync(TestContext.Current.CancellationToken));
        scene.Operator = await scene.AddAsync("2.3.0", "OPR", "CPO", prepare);
        return scene;
    }

    /// <param name="party">Its party.</param>
    /// <param name="profile">Its profile, from before it registers.</param>
    public Task<PlainPartner> AddProviderAsync(string party, JsonObject? profile = null) => AddAsync("2.2.1", party, "EMSP", null, profile);

    /// <summary>The operator tells the gateway of an object.</summary>
    public async Task PutAsync(string module, JsonObject document)
    {
        var answer = await Operator.SendAsync("PUT", Operator.Own(module, (string)document["id"]!), document.ToJsonString());
        Assert.True(answer.Status is 200 or 201 && answer.Code == 1000, answer.Text);
    }

    public Task<JsonNode> SetAsync(PlainPartner partner, JsonObject profile) =>
        Api.SendAsync(HttpMethod.Patch, $"/api/connections/{partner.Connection}", new JsonObject { ["profile"] = profile }.ToJsonString());

    /// <summary>Waits until a partner's delivery is as wanted.</summary>
    public async Task<JsonNode> DeliveryAsync(PlainPartner partner, Func<JsonNode, bool> wanted, string what)
    {
        JsonNode? last = null;
        return await Eventually.GetAsync(
            async () => (last = (await Api.GetAsync($"/api/connections/{partner.Connection}"))["delivery"]) is { } delivery && wanted(delivery) ? delivery : null,
            what, () => $"{last?.ToJsonString()} {Gateway.Output}", TestContext.Current.CancellationToken);
    }

    public Task<JsonNode> IdleAsync(PlainPartner partner) => DeliveryAsync(partner, delivery => (string?)delivery["state"] == "idle" && (long?)delivery["lag"] == 0, "everything is delivered");

    /// <summary>Waits until a partner was told something, and returns its body.</summary>
    public async Task<JsonNode> ToldAsync(PlainPartner partner, string method, string path, int after = 0)
    {
        var body = await Eventually.GetAsync(
            () => Task.FromResult(Told(partner, after).Where(told => told.Method == method && told.Path.StartsWith(path, StringComparison.Ordinal)).Select(told => told.Body).LastOrDefault()),
            $"{partner.Party} gets {method} {path}",
            () => $"{string.Join(' ', Told(partner).Select(told => $"{told.Method} {told.Path}"))} {Gateway.Output}",
            TestContext.Current.CancellationToken);
        return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
    }

    /// <summary>What a partner's receivers were told, in order.</summary>
    public static IReadOnlyList<(string Method, string Path, string Body)> Told(PlainPartner partner, int after = 0) =>
        [.. partner.Received.Where(call => call.Method != "GET" && !call.Path.StartsWith("/credentials", StringComparison.Ordinal)).Skip(after).Select(call => (call.Method, call.Path, call.Body))];

    public async ValueTask DisposeAsync()
    {
        foreach (var partner in _partners)
        {
            await partner.DisposeAsync();
        }

        await Gateway.DisposeAsync();
    }

    private async Task<PlainPartner> AddAsync(string version, string party, string role, Action<PlainPartner>? prepare, JsonObject? profile = null)
    {
        var partner = await PlainPartner.StartAsync(version, "NL", party, role);
        _partners.Add(partner);
        prepare?.Invoke(partner);
        await partner.InviteAsync(Gateway);
        if (profile is not null)
        {
            await SetAsync(partner, profile);
        }

        await partner.PostCredentialsAsync();
        return partner;
    }
}
