using System.Text;
using System.Text.Json;
using Busbar.Core.Calls;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Calls;

public sealed class CommandTests
{
    [Fact]
    public async Task Nobody_cancels_what_another_provider_reserved()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutLocation("L1");
        rig.Wire.Answer = _ => ScriptedWire.Ok("""{"result":"ACCEPTED","timeout":30}""");
        var reserve = CallRig.Utf8($$"""
            {"response_url":"{{CallRig.ResponseUrl}}","token":{{CallRig.Token(CallRig.Msp, "CARD1")}},"expiry_date":"2027-01-01T00:00:00Z","reservation_id":"R1","location_id":"L1"}
            """);
        Assert.Equal("ACCEPTED", await ResultAsync("RESERVE_NOW", reserve, rig.AsProvider()));
        var stranger = rig.Directory.Current.OwnerOf(CallRig.OtherMsp)!.Connection!;

        Assert.Equal("REJECTED", await ResultAsync("CANCEL_RESERVATION", Cancel("https://emp.example/r", "R1"), new Caller(stranger, CallRig.OtherMsp, null, OcpiVersion.V230, null)));
        Assert.Single(rig.Wire.Sent);
        Assert.Equal("ACCEPTED", await ResultAsync("CANCEL_RESERVATION", Cancel("https://emp.example/r", "R2"), new Caller(stranger, CallRig.OtherMsp, null, OcpiVersion.V230, null)));
        Assert.Equal("ACCEPTED", await ResultAsync("CANCEL_RESERVATION", Cancel(CallRig.ResponseUrl.AbsoluteUri, "R1"), rig.AsProvider()));

        static byte[] Cancel(string url, string id) => CallRig.Utf8($$"""{"response_url":"{{url}}","reservation_id":"{{id}}"}""");

        async Task<string?> ResultAsync(string command, byte[] body, Caller caller) =>
            CommandAnswers.Read((await rig.Commands.SendAsync(caller, command, body, TestContext.Current.CancellationToken)).Answer.Data).Result;
    }

    private const string Accepted = """{"result":"ACCEPTED","timeout":30}""";

    [Fact]
    [Requirement("CMD-005", "CMD-006", "CMD-063")]
    public async Task A_command_reaches_the_operator_with_our_response_url_and_its_answer_comes_back()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutLocation("L1");
        rig.Wire.Answer = _ => ScriptedWire.Ok(Accepted);

        var (answer, call) = await rig.Commands.SendAsync(rig.AsProvider(), "START_SESSION", CallRig.StartSession(), TestContext.Current.CancellationToken);

        Assert.Equal((200, 1000), (answer.HttpStatus, answer.OcpiStatus));
        Assert.Equal(("ACCEPTED", 30), Read(answer));
        var sent = Assert.Single(rig.Wire.Sent);
        using var body = JsonDocument.Parse(sent.Body);
        Assert.Equal($"https://roam.example/ocpi/2.3.0/sender/commands/START_SESSION/{call!.Id:N}", body.RootElement.GetProperty("response_url").GetString());
        Assert.Equal("L1", body.RootElement.GetProperty("location_id").GetString());
        Assert.Equal((CallRig.Msp, CallRig.Cpo), (sent.Leg.FromParty, sent.Leg.ToParty));
        Assert.Equal(CallState.AwaitingResult, rig.Calls.All.Single().State);
    }

    [Theory]
    [InlineData("REJECTED")]
    [InlineData("NOT_SUPPORTED")]
    [InlineData("UNKNOWN_SESSION")]
    [Requirement("CMD-008", "CMD-012", "CMD-025")]
    public async Task Any_other_answer_ends_the_call_and_no_result_follows(string result)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutLocation("L1");
        rig.Wire.Answer = _ => ScriptedWire.Ok($$"""{"result":"{{result}}","timeout":30}""");

        var (answer, call) = await rig.Commands.SendAsync(rig.AsProvider(), "START_SESSION", CallRig.StartSession(), TestContext.Current.CancellationToken);

        Assert.Equal(result, Read(answer).Result);
        Assert.Equal(CallState.Completed, call!.State);
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.Results.SweepAsync(TestContext.Current.CancellationToken);
        Assert.Single(rig.Wire.Sent);
    }

    [Fact]
    [Requirement("CMD-004", "CMD-012")]
    public async Task An_unknown_command_is_not_supported()
    {
        using var rig = await CallRig.CreateAsync();

        var (answer, call) = await rig.Commands.SendAsync(rig.AsProvider(), "MAKE_COFFEE", CallRig.Utf8("{}"), TestContext.Current.CancellationToken);

        Assert.Equal(1000, answer.OcpiStatus);
        Assert.Equal("NOT_SUPPORTED", Read(answer).Result);
        Assert.Null(call);
    }

    [Fact]
    [Requirement("CMD-009")]
    public async Task A_location_that_nobody_knows_is_2003_and_rejected()
    {
        using var rig = await CallRig.CreateAsync();

        var (answer, _) = await rig.Commands.SendAsync(rig.AsProvider(), "START_SESSION", CallRig.StartSession(location: "NOWHERE"), TestContext.Current.CancellationToken);

        Assert.Equal(2003, answer.OcpiStatus);
        Assert.Equal("REJECTED", Read(answer).Result);
        Assert.Empty(rig.Wire.Sent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Requirement("CMD-010")]
    public async Task A_session_of_another_provider_is_UNKNOWN_SESSION_to_whomever_it_is_addressed(bool addressed)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.OtherMsp);

        var (answer, _) = await rig.Commands.SendAsync(rig.AsProvider(addressed ? CallRig.Cpo : null), "STOP_SESSION", Stop("S1"), TestContext.Current.CancellationToken);

        Assert.Equal((200, 1000), (answer.HttpStatus, answer.OcpiStatus));
        Assert.Equal("UNKNOWN_SESSION", Read(answer).Result);
        Assert.Empty(rig.Wire.Sent);
    }

    [Fact]
    [Requirement("CMD-058")]
    public async Task A_stop_goes_to_the_operator_of_the_session()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.Msp);
        rig.Wire.Answer = _ => ScriptedWire.Ok(Accepted);

        var (answer, _) = await rig.Commands.SendAsync(rig.AsProvider(), "STOP_SESSION", Stop("S1"), TestContext.Current.CancellationToken);

        Assert.Equal("ACCEPTED", Read(answer).Result);
        Assert.Equal(CallRig.Cpo, Assert.Single(rig.Wire.Sent).Leg.ToParty);
    }

    [Fact]
    [Requirement("CMD-048", "LOC-069")]
    public async Task A_token_of_another_provider_is_refused()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutLocation("L1");

        var (answer, _) = await rig.Commands.SendAsync(rig.AsProvider(), "START_SESSION", CallRig.StartSession(tokenOwner: CallRig.OtherMsp), TestContext.Current.CancellationToken);

        Assert.Equal(2001, answer.OcpiStatus);
        Assert.StartsWith("/token", answer.Message, StringComparison.Ordinal);
        Assert.Empty(rig.Wire.Sent);
    }

    [Theory]
    [InlineData("https://elsewhere.example/take/this")]
    [InlineData("ftp://msp.example/x")]
    [InlineData("not a url")]
    public async Task A_response_url_that_is_not_the_partners_is_refused(string url)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutLocation("L1");

        var (answer, _) = await rig.Commands.SendAsync(rig.AsProvider(), "START_SESSION", CallRig.StartSession(responseUrl: url), TestContext.Current.CancellationToken);

        Assert.Equal(2001, answer.OcpiStatus);
        Assert.Contains("response_url", answer.Message, StringComparison.Ordinal);
        Assert.Empty(rig.Calls.All);
    }

    [Fact]
    [Requirement("CMD-052")]
    public async Task A_connector_without_its_EVSE_is_refused()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutLocation("L1");
        var body = Encoding.UTF8.GetString(CallRig.StartSession()).Replace("\"evse_uid\":\"E1\"", "\"connector_id\":\"1\"", StringComparison.Ordinal);

        var (answer, _) = await rig.Commands.SendAsync(rig.AsProvider(), "START_SESSION", CallRig.Utf8(body), TestContext.Current.CancellationToken);

        Assert.Equal(2001, answer.OcpiStatus);
        Assert.Contains("evse_uid", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"data":{"result":"ACCEPTED","timeout":30},"status_code":1000,"timestamp":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"CommandResponse":{"result":"ACCEPTED","timeout":30}}""")]
    public async Task A_wrapped_answer_is_understood(string data)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutLocation("L1");
        rig.Wire.Answer = _ => ScriptedWire.Ok(data);

        var (answer, _) = await rig.Commands.SendAsync(rig.AsProvider(), "START_SESSION", CallRig.StartSession(), TestContext.Current.CancellationToken);

        Assert.Equal(("ACCEPTED", 30), Read(answer));
    }

    [Fact]
    public async Task A_success_without_a_result_is_not_taken_for_accepted()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutLocation("L1");
        rig.Wire.Answer = _ => ScriptedWire.Ok("{}");

        var (answer, call) = await rig.Commands.SendAsync(rig.AsProvider(), "START_SESSION", CallRig.StartSession(), TestContext.Current.CancellationToken);

        Assert.Equal("REJECTED", Read(answer).Result);
        Assert.Equal(CallState.Completed, call!.State);
    }

    [Fact]
    public async Task An_operator_that_cannot_be_reached_is_4003_and_the_call_has_failed()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutLocation("L1");

        var (answer, call) = await rig.Commands.SendAsync(rig.AsProvider(), "START_SESSION", CallRig.StartSession(), TestContext.Current.CancellationToken);

        Assert.Equal(4003, answer.OcpiStatus);
        Assert.Equal(CallState.Failed, call!.State);
        Assert.True(call.Request.IsEmpty);
    }

    [Theory]
    [InlineData("RESERVE_NOW", """{"response_url":"https://msp.example/r/1","token":TOKEN,"expiry_date":"2026-12-01T10:00:00Z","reservation_id":"R1","location_id":"L1"}""")]
    [InlineData("UNLOCK_CONNECTOR", """{"response_url":"https://msp.example/r/1","location_id":"L1","evse_uid":"E1","connector_id":"1"}""")]
    [InlineData("CANCEL_RESERVATION", """{"response_url":"https://msp.example/r/1","reservation_id":"R1"}""")]
    [Requirement("CMD-003", "CMD-029", "CMD-033", "CMD-060")]
    public async Task Every_command_of_the_standard_is_passed_on(string command, string body)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutLocation("L1");
        rig.Wire.Answer = _ => ScriptedWire.Ok(Accepted);
        var filled = body.Replace("TOKEN", CallRig.Token(CallRig.Msp, "CARD1"), StringComparison.Ordinal);

        var (answer, _) = await rig.Commands.SendAsync(rig.AsProvider(CallRig.Cpo), command, CallRig.Utf8(filled), TestContext.Current.CancellationToken);

        Assert.Equal("ACCEPTED", Read(answer).Result);
        Assert.Equal(command, Assert.Single(rig.Wire.Sent).What);
    }

    [Fact]
    [Requirement("CMD-042")]
    public async Task A_token_that_its_provider_calls_invalid_is_the_providers_business()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutLocation("L1");
        rig.PutToken(CallRig.Msp, "CARD1", valid: false);
        rig.Wire.Answer = _ => ScriptedWire.Ok(Accepted);
        var body = Encoding.UTF8.GetString(CallRig.StartSession()).Replace("\"valid\":true", "\"valid\":false", StringComparison.Ordinal);

        var (answer, _) = await rig.Commands.SendAsync(rig.AsProvider(), "START_SESSION", CallRig.Utf8(body), TestContext.Current.CancellationToken);

        Assert.Equal("ACCEPTED", Read(answer).Result);
        Assert.Equal("START_SESSION", Assert.Single(rig.Wire.Sent).What);
    }

    [Fact]
    public async Task A_cancellation_goes_to_the_only_operator_there_is()
    {
        using var rig = await CallRig.CreateAsync();
        rig.Wire.Answer = _ => ScriptedWire.Ok(Accepted);

        var (answer, _) = await rig.Commands.SendAsync(
            rig.AsProvider(), "CANCEL_RESERVATION", CallRig.Utf8("""{"response_url":"https://msp.example/r/1","reservation_id":"R1"}"""), TestContext.Current.CancellationToken);

        Assert.Equal("ACCEPTED", Read(answer).Result);
        Assert.Equal(CallRig.Cpo, answer.By);
    }

    [Fact]
    [Requirement("CMD-033")]
    public async Task A_cancellation_goes_to_the_operator_that_was_asked_for_the_reservation()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutLocation("L1");
        await rig.ConnectOtherOperatorAsync();
        rig.Wire.Answer = _ => ScriptedWire.Ok(Accepted);
        var reserve = $$"""{"response_url":"https://msp.example/r/1","token":{{CallRig.Token(CallRig.Msp, "CARD1")}},"expiry_date":"2026-12-01T10:00:00Z","reservation_id":"R1","location_id":"L1"}""";
        Assert.Equal("ACCEPTED", Read((await rig.Commands.SendAsync(rig.AsProvider(), "RESERVE_NOW", CallRig.Utf8(reserve), TestContext.Current.CancellationToken)).Answer).Result);

        var (answer, _) = await rig.Commands.SendAsync(rig.AsProvider(), "CANCEL_RESERVATION", Cancel("R1"), TestContext.Current.CancellationToken);
        var (unknown, _) = await rig.Commands.SendAsync(rig.AsProvider(), "CANCEL_RESERVATION", Cancel("R2"), TestContext.Current.CancellationToken);

        Assert.Equal(("ACCEPTED", CallRig.Cpo), (Read(answer).Result, answer.By));
        Assert.Equal(2001, unknown.OcpiStatus);

        static byte[] Cancel(string id) => CallRig.Utf8($$"""{"response_url":"https://msp.example/r/1","reservation_id":"{{id}}"}""");
    }

    [Theory]
    [InlineData("", 2001)]
    [InlineData(",\"connector_id\":\"1\"", 1000)]
    [Requirement("CMD-053")]
    public async Task A_hosted_provider_names_the_connector_where_the_EVSE_requires_it(string connector, int expected)
    {
        using var rig = await CallRig.CreateAsync(hostedMsp: true);
        rig.Store.Put(new ObjectKey(ModuleId.Locations, CallRig.Cpo, "L1"), """
            {"country_code":"NL","party_id":"CPO","id":"L1","publish":true,"last_updated":"2026-01-01T00:00:00Z",
             "evses":[{"uid":"E1","status":"AVAILABLE","capabilities":["RESERVABLE","START_SESSION_CONNECTOR_REQUIRED"],"last_updated":"2026-01-01T00:00:00Z"}]}
            """);
        rig.Wire.Answer = _ => ScriptedWire.Ok(Accepted);

        var (answer, _) = await rig.Commands.SendAsync(CallRig.AsHostedProvider(), "START_SESSION", CallRig.StartSession(extra: connector), TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.OcpiStatus);
        Assert.Equal(expected == 1000 ? 1 : 0, rig.Wire.Sent.Count);
    }

    private static byte[] Stop(string session) => CallRig.Utf8($$"""{"response_url":"https://msp.example/r/1","session_id":"{{session}}"}""");

    private static (string? Result, int? Timeout) Read(CallAnswer answer)
    {
        var (result, timeout, _) = CommandAnswers.Read(answer.Data);
        return (result, timeout);
    }
}
