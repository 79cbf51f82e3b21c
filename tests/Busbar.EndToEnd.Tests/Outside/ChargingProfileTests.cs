using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Charging profiles as partners of different versions ask for them, through the gateway.</summary>
[Collection<OutsideTests>]
public sealed class ChargingProfileTests(OutsideGateway gateway)
{
    private const string Limits = """{"charging_rate_unit":"W","charging_profile_period":[{"start_period":0,"limit":11000},{"start_period":900,"limit":3700.5}]}""";

    [Fact]
    [Requirement("CHP-001", "CHP-003", "CHP-005", "CHP-009", "CHP-013", "CHP-016", "CHP-024", "RTE-047", "TRN-038")]
    public async Task Set_get_clear_and_their_results_go_through_and_back()
    {
        await using var cpo = await NewAsync("2.3.0", "CPO", "CP1", "chargingprofiles/RECEIVER");
        await using var emsp = await NewAsync("2.2.1", "EMSP", "CP2", "chargingprofiles/SENDER");
        await StartSessionAsync(cpo, emsp, "P1");
        cpo.Script = request => request.Contains("/chargingprofiles/", StringComparison.Ordinal)
            ? (200, new JsonObject { ["data"] = new JsonObject { ["result"] = "ACCEPTED", ["timeout"] = 300 }, ["status_code"] = 1000, ["timestamp"] = Day })
            : null;
        var asked = emsp.At("chargingprofiles/RECEIVER", "/P1");
        var mine = Uri.EscapeDataString($"{emsp.Url}result/get?id=1&of=2");

        var set = await emsp.SendAsync("PUT", asked, $$"""{"charging_profile":{{Limits}},"response_url":"{{emsp.Url}}result/set"}""");
        Assert.Equal("""{"result":"ACCEPTED","timeout":300}""", set.Is(200, 1000).Data!.ToJsonString());
        var sent = cpo.Received.Last(call => call.Method == "PUT" && call.Path == "/chargingprofiles/receiver/P1");
        Assert.Equal(Limits, JsonNode.Parse(sent.Body)!["charging_profile"]!.ToJsonString());
        await ReturnAsync((string)JsonNode.Parse(sent.Body)!["response_url"]!, """{"result":"ACCEPTED"}""", "/result/set");

        Assert.Equal("ACCEPTED", (string?)(await emsp.SendAsync("GET", $"{asked}?duration=600&response_url={mine}")).Is(200, 1000).Data!["result"]);
        var get = cpo.Received.Last(call => call.Method == "GET" && call.Path.StartsWith("/chargingprofiles/receiver/P1?", StringComparison.Ordinal)).Path;
        Assert.Contains("duration=600&", get, StringComparison.Ordinal);
        var active = $$$"""{"result":"ACCEPTED","profile":{"start_date_time":"2026-03-01T10:00:00Z","charging_profile":{{{Limits}}}}}""";
        await ReturnAsync(Uri.UnescapeDataString(get[(get.IndexOf("response_url=", StringComparison.Ordinal) + 13)..]), active, "/result/get?id=1&of=2");

        (await emsp.SendAsync("DELETE", $"{asked}?response_url={emsp.Url}result/clear")).Is(200, 1000);
        var clear = cpo.Received.Last(call => call.Method == "DELETE");
        Assert.Equal("", clear.Body);
        await ReturnAsync(Uri.UnescapeDataString(clear.Path[(clear.Path.IndexOf("response_url=", StringComparison.Ordinal) + 13)..]), """{"result":"ACCEPTED"}""", "/result/clear");

        // The provider has set a profile, so it is told when the limits change; another one is not.
        var told = $$$"""{"start_date_time":"2026-03-01T11:00:00Z","charging_profile":{{{Limits}}}}""";
        Assert.Null((await cpo.SendAsync("PUT", cpo.At("chargingprofiles/SENDER", "/P1"), told)).Is(200, 1000).Data);
        Assert.Equal(told, emsp.Received.Last(call => call.Path == "/chargingprofiles/sender/P1").Body);
        var headers = emsp.ReceivedHeaders.Last(call => call.Request == "PUT /chargingprofiles/sender/P1").Headers;
        Assert.Equal((cpo.Party, emsp.Party), (headers["OCPI-from-party-id"], headers["OCPI-to-party-id"]));

        async Task ReturnAsync(string responseUrl, string result, string path)
        {
            Assert.StartsWith(cpo.At("chargingprofiles/SENDER") + "/results/", responseUrl, StringComparison.Ordinal);
            Assert.Null((await cpo.SendAsync("POST", responseUrl, result)).Is(200, 1000).Data);
            await Eventually.TrueAsync(() => emsp.Received.Any(call => call.Path == path), $"{path} arrives", () => gateway.Process.Output, TestContext.Current.CancellationToken);
            Assert.Equal(result, JsonNode.Parse(emsp.Received.First(call => call.Path == path).Body)!.ToJsonString());
        }
    }

    [Fact]
    [Requirement("CHP-001", "CHP-018")]
    public async Task Other_methods_do_not_exist()
    {
        var emsp = gateway.Emsp221;
        foreach (var method in new[] { "POST", "PATCH" })
        {
            (await emsp.SendAsync(method, emsp.At("chargingprofiles/RECEIVER", "/P1"), "{}")).Is(405, 2000);
        }

        foreach (var method in new[] { "GET", "POST", "PATCH", "DELETE" })
        {
            (await emsp.SendAsync(method, emsp.At("chargingprofiles/SENDER", "/P1"), method is "GET" or "DELETE" ? null : "{}")).Is(405, 2000);
        }
    }

    [Fact]
    [Requirement("CHP-040", "CHP-004")]
    public async Task Unknown_session_is_said_and_an_unreadable_duration_refused()
    {
        var emsp = gateway.Emsp230;
        var asked = emsp.At("chargingprofiles/RECEIVER", "/nowhere");
        Assert.Equal("UNKNOWN_SESSION", (string?)(await emsp.SendAsync("GET", $"{asked}?duration=60&response_url={emsp.Url}result/1")).Is(200, 1000).Data!["result"]);
        (await emsp.SendAsync("GET", $"{asked}?duration=soon&response_url={emsp.Url}result/1")).Is(200, 2001);
        (await emsp.SendAsync("GET", $"{asked}?duration=60")).Is(200, 2001);
        (await emsp.SendAsync("DELETE", asked)).Is(200, 2001);
        (await emsp.SendAsync("PUT", asked, $$"""{"response_url":"{{emsp.Url}}result/1"}""")).Is(200, 2001);
    }

    [Fact]
    [Requirement("CHP-016")]
    public async Task Hosted_operator_answers_through_the_operator_api()
    {
        await gateway.Api.PutAsync("/api/parties/NL/HCP/CPO", """{"name":"Hosted"}""");
        await using var emsp = await NewAsync("2.3.0", "EMSP", "CP3", "chargingprofiles/SENDER");
        await gateway.Api.PutAsync("/api/sessions/NL/HCP/HS1", Hosted(emsp, "HS1").ToJsonString());

        var answer = await emsp.SendAsync("GET", $"{emsp.At("chargingprofiles/RECEIVER", "/HS1")}?duration=60&response_url={emsp.Url}result/hosted");

        Assert.Equal("ACCEPTED", (string?)answer.Is(200, 1000).Data!["result"]);
        var calls = (await gateway.Api.GetAsync("/api/commands?limit=100"))["items"]!.AsArray();
        var call = calls.Single(entry => (string?)entry!["session_id"] == "HS1")!;
        Assert.Equal(("GET_CHARGING_PROFILE", "awaiting_result", 60), ((string)call["type"]!, (string)call["state"]!, (int)call["request"]!["duration"]!));
        await gateway.Api.PostAsync(
            $"/api/commands/{call["id"]}/result",
            new JsonObject { ["result"] = "ACCEPTED", ["profile"] = new JsonObject { ["start_date_time"] = Day, ["charging_profile"] = JsonNode.Parse(Limits) } });
        await Eventually.TrueAsync(() => emsp.Received.Any(received => received.Path == "/result/hosted"), "the result arrives", () => gateway.Process.Output, TestContext.Current.CancellationToken);
        Assert.Equal(Limits, JsonNode.Parse(emsp.Received.First(received => received.Path == "/result/hosted").Body)!["profile"]!["charging_profile"]!.ToJsonString());
    }

    private async Task<PlainPartner> NewAsync(string version, string role, string party, string module)
    {
        var partner = await PlainPartner.StartAsync(version, "SE", party, role);
        partner.Extra.Add(module);
        await partner.InviteAsync(gateway.Process);
        await partner.PostCredentialsAsync();
        return partner;
    }

    private static async Task StartSessionAsync(PlainPartner cpo, PlainPartner emsp, string id) =>
        (await cpo.SendAsync("PUT", cpo.Own("sessions", id), Session(cpo, emsp, id).ToJsonString())).Is(201, 1000);

    private static JsonObject Hosted(PlainPartner emsp, string id)
    {
        var session = Session(emsp, emsp, id);
        (session["country_code"], session["party_id"], session["status"]) = ("NL", "HCP", "ACTIVE");
        return session;
    }
}
