using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>A gateway that is a hub, looked at from outside.</summary>
public sealed class HubTests
{
    private static readonly string[] AsHub = ["--Busbar:Party:CountryCode=XX", "--Busbar:Party:PartyId=HUB", "--Busbar:Party:Role=HUB", "--Busbar:Party:Name=The hub"];

    [Fact]
    [Requirement("CRD-052", "CRD-053", "CRD-054", "CRD-055", "CRD-056", "HCI-001", "HCI-013", "HCI-014", "HCI-015", "HCI-017", "HCI-019", "HCI-020", "RTE-003", "RTE-018", "RTE-019")]
    public async Task Hub_names_itself_tells_who_is_connected_and_broadcasts_in_its_own_name()
    {
        await using var hub = await GatewayProcess.StartAsync(TestContext.Current.CancellationToken, AsHub);
        await using var emsp = await NewAsync(hub, "2.2.1", "EMSP", "EMA", "hubclientinfo/RECEIVER");
        await using var cpo = await NewAsync(hub, "2.3.0", "CPO", "CPA", "hubclientinfo/RECEIVER");

        // The provider registered first and found nobody; it is told of the operator by a push, which carries no routing headers.
        await ArrivesAsync(hub, emsp, "PUT /hubclientinfo/receiver/NL/CPA");
        var told = JsonNode.Parse(emsp.Received.Last(call => call.Path == "/hubclientinfo/receiver/NL/CPA").Body)!;
        Assert.Equal(("NL", "CPA", "CPO", "CONNECTED"), ((string?)told["country_code"], (string?)told["party_id"], (string?)told["role"], (string?)told["status"]));
        Assert.DoesNotContain(emsp.ReceivedHeaders.Last(call => call.Request.Contains("/hubclientinfo/", StringComparison.Ordinal)).Headers.Keys, IsRouting);

        var old = (await emsp.SendAsync("GET", emsp.At("credentials/SENDER"))).Is(200, 1000).Data!;
        Assert.Equal("XX/HUB/HUB", Assert.Single(old["roles"]!.AsArray().Select(Role)));
        Assert.Null(old["hub_party_id"]);
        var current = (await cpo.SendAsync("GET", cpo.At("credentials/SENDER"))).Is(200, 1000).Data!;
        Assert.Equal("XXHUB", (string?)current["hub_party_id"]);
        Assert.Equal(["NL/EMA/EMSP"], current["roles"]!.AsArray().Select(Role));

        // The hub is the sender, and takes no client info of those that are no hubs.
        Assert.Contains("hubclientinfo/SENDER", emsp.Endpoints.Keys);
        (await emsp.SendAsync("PUT", emsp.At("hubclientinfo/SENDER").Replace("/sender/", "/receiver/", StringComparison.Ordinal) + "/NL/EMA", told.ToJsonString())).Is(404, 2001);
        var list = await emsp.SendAsync("GET", emsp.At("hubclientinfo/SENDER", "?limit=1"), null, ("OCPI-from-country-code", "NL"), ("OCPI-from-party-id", "EMA"));
        Assert.Equal((1, "NL/CPA/CPO"), (list.Is(200, 1000).Count("X-Total-Count"), Role(Assert.Single(list.List))));
        Assert.Null(list.Header("OCPI-to-party-id"));
        var at = (string)told["last_updated"]!;
        Assert.Single((await emsp.SendAsync("GET", emsp.At("hubclientinfo/SENDER", $"?date_from={at}"))).Is(200, 1000).List);
        Assert.Empty((await emsp.SendAsync("GET", emsp.At("hubclientinfo/SENDER", $"?date_to={at}"))).Is(200, 1000).List);
        (await emsp.SendAsync("PUT", emsp.At("hubclientinfo/SENDER"), "{}")).Is(405, 2000);

        var answer = await cpo.SendAsync(
            "PUT", cpo.Own("locations", "H1"), Location(cpo, "H1").ToJsonString(),
            ("OCPI-to-country-code", "XX"), ("OCPI-to-party-id", "HUB"), ("OCPI-from-country-code", "NL"), ("OCPI-from-party-id", "CPA"));
        Assert.Equal(("HUB", "CPA"), (answer.Is(201, 1000).Header("OCPI-from-party-id"), answer.Header("OCPI-to-party-id")));
        await ArrivesAsync(hub, emsp, "PUT /locations/NL/CPA/H1");
        var headers = emsp.ReceivedHeaders.Last(call => call.Request == "PUT /locations/NL/CPA/H1").Headers;
        Assert.Equal(("XX", "HUB", "EMA"), (headers["OCPI-from-country-code"], headers["OCPI-from-party-id"], headers["OCPI-to-party-id"]));

        var page = await hub.Api.GetAsync("/api/hubclientinfo");
        Assert.Equal(["NL/CPA/CPO", "NL/EMA/EMSP"], page["items"]!.AsArray().Select(Role).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Party_stands_in_the_hubs_list_as_soon_as_its_registration_is_answered_and_leaves_it_with_the_answer_to_its_end()
    {
        await using var hub = await GatewayProcess.StartAsync(TestContext.Current.CancellationToken, AsHub);
        await using var emsp = await NewAsync(hub, "2.2.1", "EMSP", "EMA", "hubclientinfo/RECEIVER");
        for (var number = 0; number < 5; number++)
        {
            await using var cpo = await NewAsync(hub, "2.3.0", "CPO", $"CP{number}");
            Assert.Equal("CONNECTED", await StatusAsync($"NL/CP{number}/CPO"));
            (await cpo.SendAsync("DELETE", cpo.At("credentials/SENDER"))).Is(200, 1000);
            Assert.Equal("SUSPENDED", await StatusAsync($"NL/CP{number}/CPO"));
        }

        async Task<string> StatusAsync(string role) =>
            (string)Assert.Single((await emsp.SendAsync("GET", emsp.At("hubclientinfo/SENDER"))).Is(200, 1000).List, item => Role(item) == role)!["status"]!;
    }

    [Fact]
    [Requirement("HCI-004", "HCI-008", "HCI-011", "HCI-012", "HCI-019", "HCI-020", "CRD-057")]
    public async Task Client_of_a_hub_takes_its_word_on_who_can_be_reached()
    {
        await using var gateway = await GatewayProcess.StartAsync(TestContext.Current.CancellationToken);
        await using var hub = await PlainPartner.StartAsync("2.2.1", "SE", "HUB", "HUB");
        hub.IsAskedAboutTokens = true;
        hub.Script = request => request.Contains("/authorize", StringComparison.Ordinal)
            ? (200, new JsonObject { ["data"] = new JsonObject { ["allowed"] = "NOT_ALLOWED", ["token"] = Token(hub, "U1") }, ["status_code"] = 1000, ["timestamp"] = Day })
            : null;
        await hub.InviteAsync(gateway);
        await hub.PostCredentialsAsync();
        await using var cpo = await NewAsync(gateway, "2.3.0", "CPO", "CPB");
        Assert.Null((await cpo.SendAsync("GET", cpo.At("credentials/SENDER"))).Is(200, 1000).Data!["hub_party_id"]);
        Assert.DoesNotContain(cpo.Endpoints.Keys, endpoint => endpoint.StartsWith("hubclientinfo/SENDER", StringComparison.Ordinal));

        var url = hub.At("hubclientinfo/RECEIVER", "/SE/EMP");
        (await hub.SendAsync("GET", url)).Is(404, 2001);
        (await hub.SendAsync("PUT", url, Info("OFFLINE", 1))).Is(201, 1000);
        Assert.Equal("OFFLINE", (string?)(await hub.SendAsync("GET", url)).Is(200, 1000).Data!["status"]);
        foreach (var method in new[] { "POST", "PATCH", "DELETE" })
        {
            (await hub.SendAsync(method, url, method == "DELETE" ? null : "{}")).Is(405, 2000);
        }

        (string, string)[] route = [("OCPI-from-country-code", "NL"), ("OCPI-from-party-id", "CPB"), ("OCPI-to-country-code", "SE"), ("OCPI-to-party-id", "EMP")];
        (await cpo.SendAsync("POST", cpo.At("tokens/SENDER", "/U1/authorize"), null, route)).Is(200, 4003);
        Assert.DoesNotContain(hub.Received, call => call.Path.Contains("/authorize", StringComparison.Ordinal));

        (await hub.SendAsync("PUT", url, Info("CONNECTED", 2))).Is(200, 1000);
        Assert.Equal("NOT_ALLOWED", (string?)(await cpo.SendAsync("POST", cpo.At("tokens/SENDER", "/U1/authorize"), null, route)).Is(200, 1000).Data!["allowed"]);

        static string Info(string status, int second) =>
            $$"""{"country_code":"SE","party_id":"EMP","role":"EMSP","status":"{{status}}","last_updated":"2026-03-01T10:00:0{{second}}Z"}""";
    }

    private static async Task<PlainPartner> NewAsync(GatewayProcess gateway, string version, string role, string party, params string[] extra)
    {
        var partner = await PlainPartner.StartAsync(version, "NL", party, role);
        foreach (var module in extra)
        {
            partner.Extra.Add(module);
        }

        await partner.InviteAsync(gateway);
        await partner.PostCredentialsAsync();
        return partner;
    }

    private static bool IsRouting(string header) => header.StartsWith("OCPI-", StringComparison.OrdinalIgnoreCase);

    private static string Role(JsonNode? role) => $"{role!["country_code"]}/{role["party_id"]}/{role["role"]}";

    private static Task ArrivesAsync(GatewayProcess gateway, PlainPartner partner, string request) => Eventually.TrueAsync(
        () => partner.ReceivedHeaders.Any(received => received.Request == request), $"{request} arrives", () => gateway.Output, TestContext.Current.CancellationToken);
}
