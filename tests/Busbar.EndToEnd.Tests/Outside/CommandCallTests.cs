using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Commands and real-time authorization as a partner calls them.</summary>
[Collection<OutsideTests>]
public sealed class CommandCallTests(OutsideGateway gateway)
{
    private readonly PlainPartner _emsp = gateway.Emsp221;

    [Fact]
    [Requirement("CMD-004", "CMD-012")]
    public async Task Unknown_command_is_NOT_SUPPORTED()
    {
        var answer = (await _emsp.SendAsync("POST", _emsp.At("commands/RECEIVER", "/MAKE_COFFEE"), $$"""{"response_url":"{{_emsp.Url}}result/0"}""")).Is(200, 1000);
        Assert.Equal("NOT_SUPPORTED", (string?)answer.Data!["result"]);
    }

    [Fact]
    [Requirement("CMD-009", "CMD-010", "CMD-021", "CMD-006", "STA-016", "CMD-025")]
    public async Task Unknown_location_and_unknown_session_are_said_and_nobody_is_called()
    {
        var start = (await _emsp.SendAsync("POST", _emsp.At("commands/RECEIVER", "/START_SESSION"), Start("nowhere").ToJsonString())).Is(200, 2003);
        Assert.Equal("REJECTED", (string?)start.Data!["result"]);
        var stop = (await _emsp.SendAsync("POST", _emsp.At("commands/RECEIVER", "/STOP_SESSION"), Stop("none").ToJsonString())).Is(200, 1000);
        Assert.Equal("UNKNOWN_SESSION", (string?)stop.Data!["result"]);
        Assert.True((int)stop.Data["timeout"]! >= 0);
        Assert.DoesNotContain(gateway.Cpo230.Received, call => call.Path.Contains("/commands/", StringComparison.Ordinal) && call.Body.Contains("nowhere", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("START_SESSION", "token")]
    [InlineData("START_SESSION", "location_id")]
    [InlineData("START_SESSION", "response_url")]
    [InlineData("STOP_SESSION", "session_id")]
    [InlineData("UNLOCK_CONNECTOR", "connector_id")]
    [InlineData("CANCEL_RESERVATION", "reservation_id")]
    [InlineData("RESERVE_NOW", "expiry_date")]
    public async Task Missing_field_of_a_command_is_2001_and_named(string command, string field)
    {
        var body = Start("L");
        (body["session_id"], body["reservation_id"], body["expiry_date"], body["connector_id"]) = ("S", "R", "2027-01-01T00:00:00Z", "1");
        body.Remove(field);
        Assert.Contains(field, (await _emsp.SendAsync("POST", _emsp.At("commands/RECEIVER", $"/{command}"), body.ToJsonString())).Is(200, 2001).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("CMD-013", "CMD-014", "CMD-016", "CMD-018", "RTE-047", "RTE-036", "RTE-037", "CMD-020")]
    public async Task Command_reaches_the_owner_with_our_response_url_and_its_result_the_caller()
    {
        var cpo = gateway.Cpo230;
        (await cpo.SendAsync("PUT", cpo.Own("locations", "cmd-1"), Location(cpo, "cmd-1").ToJsonString())).Is(201, 1000);
        var answer = (await _emsp.SendAsync("POST", _emsp.At("commands/RECEIVER", "/START_SESSION"), Start("cmd-1").ToJsonString())).Is(200, 1000);
        Assert.Equal("ACCEPTED", (string?)answer.Data!["result"]);
        var received = cpo.Received.Last(call => call.Path.StartsWith("/commands/START_SESSION", StringComparison.Ordinal));
        var responseUrl = (string)JsonNode.Parse(received.Body)!["response_url"]!;
        Assert.StartsWith(cpo.At("commands/SENDER") + "/START_SESSION/", responseUrl, StringComparison.Ordinal);

        // Neither another partner nor an invented call can end it.
        (await gateway.Cpo221.SendAsync("POST", responseUrl, """{"result":"FAILED"}""")).Is(404, 2001);
        (await cpo.SendAsync("POST", cpo.At("commands/SENDER", "/START_SESSION/" + Guid.NewGuid()), """{"result":"FAILED"}""")).Is(404, 2001);
        (await cpo.SendAsync("POST", responseUrl, """{"nothing":"said"}""")).Is(200, 2001);
        Assert.DoesNotContain(_emsp.Received, call => call.Path == "/result/cmd-1");

        (await cpo.SendAsync("POST", responseUrl, """{"result":"ACCEPTED","message":[{"language":"en","text":"Go"}]}""")).Is(200, 1000);
        await Eventually.TrueAsync(
            () => _emsp.Received.Any(call => call.Path == "/result/cmd-1"), "the caller has the result", () => gateway.Process.Output, TestContext.Current.CancellationToken);
        var result = JsonNode.Parse(_emsp.Received.First(call => call.Path == "/result/cmd-1").Body)!;
        Assert.Equal(("ACCEPTED", "Go"), ((string?)result["result"], (string?)result["message"]![0]!["text"]));
    }

    [Fact]
    [Requirement("CMD-048")]
    public async Task Command_with_a_token_of_somebody_else_is_refused()
    {
        var body = Start("cmd-1");
        body["token"] = Token(gateway.Emsp230, "U9");
        var answer = await _emsp.SendAsync("POST", _emsp.At("commands/RECEIVER", "/START_SESSION"), body.ToJsonString());
        Assert.True(answer.Code is >= 2000 and < 3000 || (string?)answer.Data?["result"] == "REJECTED", answer.Text);
    }

    [Fact]
    [Requirement("TOK-032", "TOK-033", "STA-017", "TOK-029")]
    public async Task Authorization_of_an_unknown_token_is_404_with_2004()
    {
        var cpo = gateway.Cpo221;
        Assert.Null((await cpo.SendAsync("POST", cpo.At("tokens/SENDER", "/no-such-uid/authorize"))).Is(404, 2004).Data);
        Assert.Null((await cpo.SendAsync("POST", cpo.At("tokens/SENDER", "/no-such-uid/authorize?type=APP_USER"), """{"location_id":"L1"}""")).Is(404, 2004).Data);
        (await cpo.SendAsync("POST", cpo.At("tokens/SENDER", "/no-such-uid/authorize"), "{")).Is(400, 2001);
    }

    private JsonObject Start(string location) => new()
    {
        ["response_url"] = $"{_emsp.Url}result/{location}", ["token"] = Token(_emsp, "U1"), ["location_id"] = location, ["evse_uid"] = "E1",
    };

    private JsonObject Stop(string session) => new() { ["response_url"] = $"{_emsp.Url}result/{session}", ["session_id"] = session };
}
