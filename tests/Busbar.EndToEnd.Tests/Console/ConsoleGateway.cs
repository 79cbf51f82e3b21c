using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;

namespace Busbar.EndToEnd.Tests.Console;

/// <summary>The tests that look at one gateway's console.</summary>
[CollectionDefinition]
public sealed class ConsoleTests : ICollectionFixture<ConsoleGateway>;

/// <summary>A gateway process with a hosted operator, a location of it, a partner that is waited for, and a request with a wrong token.</summary>
public sealed class ConsoleGateway : IAsyncLifetime
{
    public const string LocationId = "QUAY-1";

    public GatewayProcess Process { get; private set; } = null!;

    public string ConnectionId { get; private set; } = "";

    public string TokenA { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Process = await GatewayProcess.StartAsync(CancellationToken.None);
        await Process.Api.PutAsync("/api/parties/NL/QUA/CPO", """{"name":"Quayside"}""");
        await PublishAsync(LocationId, "Quay <one> & \"two\"");
        var invitation = await Process.Api.PostAsync("/api/connections", new JsonObject { ["name"] = "Stadsnet <b>" });
        ConnectionId = (string)invitation["id"]!;
        TokenA = (string)invitation["token"]!;

        using var partner = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, Process.VersionsUrl);
        request.Headers.TryAddWithoutValidation("Authorization", $"Token {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(TokenA))}");
        using var answer = await partner.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    public async Task PublishAsync(string id, string name)
    {
        var location = new JsonObject
        {
            ["country_code"] = "NL", ["party_id"] = "QUA", ["id"] = id, ["name"] = name, ["publish"] = true, ["address"] = "Kade 1", ["city"] = "Utrecht",
            ["country"] = "NLD", ["coordinates"] = new JsonObject { ["latitude"] = "52.090700", ["longitude"] = "5.121400" },
            ["time_zone"] = "Europe/Amsterdam", ["last_updated"] = "2026-03-01T12:00:00Z",
        };
        await Process.Api.PutAsync($"/api/locations/NL/QUA/{id}", location.ToJsonString());
    }

    public ConsoleVisitor Visit() => new(Process.BaseUrl);

    public async Task<ConsoleVisitor> SignInAsync()
    {
        var visitor = Visit();
        await visitor.GetAsync($"/sign-in?key={GatewayProcess.Key}");
        return visitor;
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
