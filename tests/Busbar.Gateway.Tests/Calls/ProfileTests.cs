using System.Text;
using System.Text.Json;
using Busbar.Core.Agreements;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Calls;

public sealed class ProfileTests
{
    private const string Profile = """{"start_date_time":"2026-11-21T18:00:00Z","charging_rate_unit":"A","charging_profile_period":[{"start_period":0,"limit":16.5}]}""";
    private const string Active = $$"""{"start_date_time":"2026-11-21T18:00:00Z","charging_profile":{{Profile}}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("CHP-008", "CHP-009", "CHP-015", "CHP-030", "CHP-041", "CHP-046")]
    public async Task Set_goes_to_the_operator_with_our_response_url_and_its_result_to_the_asker()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.Msp);
        rig.Wire.Answer = Accept;

        var (answer, call) = await rig.Profiles.SendAsync(rig.AsProvider(), Set("S1"), Cancellation);

        Assert.Equal((200, 1000, CallRig.Cpo), (answer.HttpStatus, answer.OcpiStatus, answer.By));
        Assert.Equal("""{"result":"ACCEPTED","timeout":30}""", Encoding.UTF8.GetString(answer.Data.Span));
        var sent = Assert.Single(rig.Wire.Sent);
        Assert.Equal(("PUT S1", CallRig.Msp, CallRig.Cpo), (sent.What, sent.Leg.FromParty, sent.Leg.ToParty));
        using var body = JsonDocument.Parse(sent.Body);
        Assert.Equal($"https://roam.example/ocpi/2.3.0/sender/chargingprofiles/results/{call!.Id:N}", body.RootElement.GetProperty("response_url").GetString());
        Assert.Equal(Profile, body.RootElement.GetProperty("charging_profile").GetRawText());

        var taken = await rig.ProfileResults.ReceiveAsync(rig.Operator, OcpiVersion.V230, call.Id.ToString("N"), CallRig.Utf8("""{"result":"ACCEPTED"}"""), Cancellation);

        Assert.Equal((200, 1000, 0), (taken.HttpStatus, taken.OcpiStatus, taken.Data.Length));
        var result = await PassedOnAsync(rig);
        Assert.Equal((CallRig.ResponseUrl, """{"result":"ACCEPTED"}"""), (result.Url!, result.Text));
        Assert.Equal((CallRig.Cpo, CallRig.Msp, ModuleId.ChargingProfiles), (result.Leg.FromParty, result.Leg.ToParty, result.Leg.Module));
    }

    [Fact]
    [Requirement("CHP-004", "CHP-005", "CHP-006", "CHP-015", "CHP-028")]
    public async Task Get_is_answered_at_once_and_the_profile_follows()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.Msp);
        rig.Wire.Answer = Accept;

        var (answer, call) = await rig.Profiles.SendAsync(
            rig.AsProvider(), new SteeringRequest(ProfileCall.Get, "S1") { Duration = 600, ResponseUrl = CallRig.ResponseUrl.AbsoluteUri }, Cancellation);

        Assert.DoesNotContain("profile", Encoding.UTF8.GetString(answer.Data.Span), StringComparison.Ordinal);
        var sent = Assert.Single(rig.Wire.Sent);
        Assert.Equal(("GET S1 600", $"/ocpi/2.3.0/sender/chargingprofiles/results/{call!.Id:N}"), (sent.What, sent.Url!.AbsolutePath));
        var result = $$"""{"result":"ACCEPTED","profile":{{Active}}}""";
        await rig.ProfileResults.ReceiveAsync(rig.Operator, OcpiVersion.V230, call.Id.ToString("N"), CallRig.Utf8(result), Cancellation);

        Assert.Equal(result, (await PassedOnAsync(rig)).Text);
        Assert.Null(await rig.Book.FindAsync(CallRig.Cpo, "S1", Cancellation));
    }

    [Fact]
    [Requirement("CHP-012", "CHP-013", "CHP-015", "CHP-029")]
    public async Task Clear_goes_without_a_body_and_its_result_comes_back()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.Msp);
        rig.Wire.Answer = Accept;

        var (_, call) = await rig.Profiles.SendAsync(rig.AsProvider(), new SteeringRequest(ProfileCall.Clear, "S1") { ResponseUrl = CallRig.ResponseUrl.AbsoluteUri }, Cancellation);

        var sent = Assert.Single(rig.Wire.Sent);
        Assert.Equal(("DELETE S1", true), (sent.What, sent.Body.IsEmpty));
        await rig.ProfileResults.ReceiveAsync(rig.Operator, OcpiVersion.V230, call!.Id.ToString("N"), CallRig.Utf8("""{"result":"UNKNOWN"}"""), Cancellation);
        Assert.Equal("""{"result":"UNKNOWN"}""", (await PassedOnAsync(rig)).Text);
    }

    [Theory]
    [InlineData("NOT_SUPPORTED")]
    [InlineData("REJECTED")]
    [InlineData("TOO_OFTEN")]
    [InlineData("UNKNOWN_SESSION")]
    [Requirement("CHP-026", "CHP-038")]
    public async Task Operators_refusal_is_passed_on_and_nothing_is_awaited(string word)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.Msp);
        rig.Wire.Answer = _ => ScriptedWire.Ok($$"""{"result":"{{word}}","timeout":0}""");

        var (answer, call) = await rig.Profiles.SendAsync(rig.AsProvider(), Set("S1"), Cancellation);

        Assert.Equal($$"""{"result":"{{word}}","timeout":0}""", Encoding.UTF8.GetString(answer.Data.Span));
        Assert.Equal((CallState.Completed, word), (call!.State, call.Response));
    }

    [Fact]
    [Requirement("CHP-040", "CHP-010", "CHP-003")]
    public async Task Sessions_that_are_unknown_or_anothers_or_over_are_said_without_asking_anybody()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("OTHERS", CallRig.OtherMsp);
        rig.PutSession("OVER", CallRig.Msp, "COMPLETED");

        foreach (var (session, word) in ((string, string)[])[("NONE", "UNKNOWN_SESSION"), ("OTHERS", "UNKNOWN_SESSION"), ("OVER", "REJECTED")])
        {
            var (answer, call) = await rig.Profiles.SendAsync(rig.AsProvider(), Set(session), Cancellation);
            Assert.Equal((200, 1000, word), (answer.HttpStatus, answer.OcpiStatus, CommandAnswers.Read(answer.Data).Result));
            Assert.Null(call);
        }

        Assert.Empty(rig.Wire.Sent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Requirement("CHP-002")]
    public async Task Operator_of_211_or_without_the_module_is_NOT_SUPPORTED_and_not_called(bool old)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.Msp);
        await rig.ChangeAsync(rig.Operator with { Version = old ? OcpiVersion.V211 : OcpiVersion.V230, Endpoints = old ? rig.Operator.Endpoints : [] });

        var (answer, _) = await rig.Profiles.SendAsync(rig.AsProvider(), Set("S1"), Cancellation);

        Assert.Equal((1000, "NOT_SUPPORTED"), (answer.OcpiStatus, CommandAnswers.Read(answer.Data).Result));
        Assert.Empty(rig.Wire.Sent);
    }

    [Theory]
    [InlineData("https://elsewhere.example/result")]
    [InlineData("not a url")]
    [InlineData(null)]
    [Requirement("CHP-004", "CHP-012")]
    public async Task Result_goes_nowhere_but_to_the_asker(string? url)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.Msp);

        var (answer, _) = await rig.Profiles.SendAsync(rig.AsProvider(), new SteeringRequest(ProfileCall.Clear, "S1") { ResponseUrl = url }, Cancellation);

        Assert.Equal(2001, answer.OcpiStatus);
        Assert.Contains("response_url", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("CHP-019", "CHP-020", "CHP-024", "CHP-031")]
    public async Task Change_is_told_to_who_set_a_profile_and_to_nobody_else()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.Msp);
        rig.Wire.Answer = Accept;

        var early = await rig.Active.TakeAsync(rig.AsOperator(), "S1", CallRig.Utf8(Active), Cancellation);
        Assert.Equal((404, 2001), (early.HttpStatus, early.OcpiStatus));
        Assert.Empty(rig.Wire.Sent);

        await SetSuccessfullyAsync(rig, "S1");
        var answer = await rig.Active.TakeAsync(rig.AsOperator(), "S1", CallRig.Utf8(Active), Cancellation);

        Assert.Equal((200, 1000, 0), (answer.HttpStatus, answer.OcpiStatus, answer.Data.Length));
        var sent = Assert.Single(rig.Wire.Sent, call => call.What == "ACTIVE S1");
        Assert.Equal((rig.Provider.Id, CallRig.Cpo, CallRig.Msp, Active), (sent.Leg.To.Id, sent.Leg.FromParty, sent.Leg.ToParty, sent.Text));
        var steered = await rig.Book.FindAsync(CallRig.Cpo, "S1", Cancellation);
        Assert.Contains("\"active_charging_profile\":" + Active, Encoding.UTF8.GetString(steered!.Utf8.Span), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("CHP-020")]
    public async Task Profile_that_was_not_accepted_makes_nobody_told()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.Msp);
        rig.Wire.Answer = Accept;
        var (_, call) = await rig.Profiles.SendAsync(rig.AsProvider(), Set("S1"), Cancellation);
        await rig.ProfileResults.ReceiveAsync(rig.Operator, OcpiVersion.V230, call!.Id.ToString("N"), CallRig.Utf8("""{"result":"REJECTED"}"""), Cancellation);

        Assert.Equal(404, (await rig.Active.TakeAsync(rig.AsOperator(), "S1", CallRig.Utf8(Active), Cancellation)).HttpStatus);
    }

    [Fact]
    [Requirement("CHP-019")]
    public async Task Session_that_is_over_is_steered_by_nobody_any_more()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.Msp);
        rig.Wire.Answer = Accept;
        await SetSuccessfullyAsync(rig, "S1");
        rig.PutSession("S1", CallRig.Msp, "COMPLETED");

        Assert.Equal(2001, (await rig.Active.TakeAsync(rig.AsOperator(), "S1", CallRig.Utf8(Active), Cancellation)).OcpiStatus);
        Assert.Null(await rig.Book.FindAsync(CallRig.Cpo, "S1", Cancellation));
    }

    [Fact]
    [Requirement("CHP-027")]
    public async Task Without_a_result_in_time_the_asker_is_told_nothing_and_a_late_one_still_goes_on()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.Msp);
        rig.Wire.Answer = Accept;
        var (_, call) = await rig.Profiles.SendAsync(rig.AsProvider(), Set("S1"), Cancellation);

        rig.Time.Advance(TimeSpan.FromSeconds(60));
        await rig.Results.SweepAsync(Cancellation);

        Assert.Equal(CallState.Failed, rig.Calls.All.Single().State);
        Assert.DoesNotContain(rig.Wire.Sent, sent => sent.What == "RESULT");
        await rig.ProfileResults.ReceiveAsync(rig.Operator, OcpiVersion.V230, call!.Id.ToString("N"), CallRig.Utf8("""{"result":"ACCEPTED"}"""), Cancellation);
        Assert.Equal("""{"result":"ACCEPTED"}""", (await PassedOnAsync(rig)).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Requirement("CHP-043", "CHP-011")]
    public async Task Smart_charging_provider_steers_where_an_agreement_names_it(bool named)
    {
        using var rig = await CallRig.CreateAsync();
        var scsp = await rig.ConnectAsync("Smart", new PartyId("BE", "SCS"), Role.Scsp, OcpiVersion.V221, "https://scsp.example");
        await rig.Directory.RefreshAsync(Cancellation);
        rig.PutSession("S1", CallRig.Msp);
        rig.Wire.Answer = Accept;
        if (named)
        {
            await rig.Agreements.SaveAsync(new Agreement { Id = Guid.NewGuid(), From = CallRig.Cpo, To = new PartyId("BE", "SCS"), Since = rig.Time.GetUtcNow() }, Cancellation);
        }

        var caller = new Caller(scsp, new PartyId("BE", "SCS"), CallRig.Cpo, OcpiVersion.V221, null);
        var (answer, _) = await rig.Profiles.SendAsync(caller, Set("S1", "https://scsp.example/result"), Cancellation);

        Assert.Equal(named ? "ACCEPTED" : "UNKNOWN_SESSION", CommandAnswers.Read(answer.Data).Result);
        Assert.Equal(named ? 1 : 0, rig.Wire.Sent.Count);
    }

    [Fact]
    [Requirement("CHP-042", "CHP-044")]
    public async Task Smart_charging_provider_may_ask_the_driver_s_provider_which_knows_the_session_by_its_own_id()
    {
        using var rig = await CallRig.CreateAsync();
        var scsp = await rig.ConnectAsync("Smart", new PartyId("BE", "SCS"), Role.Scsp, OcpiVersion.V230, "https://scsp.example");
        await rig.ChangeAsync(rig.Provider with
        {
            Endpoints = [new PartnerEndpoint(ModuleId.ChargingProfiles, InterfaceRole.Receiver, new Uri("https://msp.example/profiles"))],
        });
        rig.Wire.Answer = Accept;

        var caller = new Caller(scsp, new PartyId("BE", "SCS"), CallRig.Msp, OcpiVersion.V230, null);
        var (answer, call) = await rig.Profiles.SendAsync(caller, Set("MSP-7", "https://scsp.example/result"), Cancellation);

        Assert.Equal("ACCEPTED", CommandAnswers.Read(answer.Data).Result);
        Assert.Equal(("PUT MSP-7", CallRig.Msp, rig.Provider.Id), (rig.Wire.Sent.Single().What, rig.Wire.Sent.Single().Leg.ToParty, rig.Wire.Sent.Single().Leg.To.Id));
        await rig.ProfileResults.ReceiveAsync(rig.Provider, OcpiVersion.V221, call!.Id.ToString("N"), CallRig.Utf8("""{"result":"ACCEPTED"}"""), Cancellation);
        Assert.Equal(scsp.Id, (await PassedOnAsync(rig)).Leg.To.Id);
        var update = new Caller(rig.Provider, CallRig.Msp, null, OcpiVersion.V221, null);
        Assert.Equal(1000, (await rig.Active.TakeAsync(update, "MSP-7", CallRig.Utf8(Active), Cancellation)).OcpiStatus);
        Assert.Equal(scsp.Id, rig.Wire.Sent.Single(sent => sent.What == "ACTIVE MSP-7").Leg.To.Id);
    }

    private static CallReply Accept(SentCall call) => call.What is "RESULT" or "ACTIVE S1" or "ACTIVE MSP-7"
        ? new CallReply(CallOutcome.Answered, 200, 1000, null, default)
        : ScriptedWire.Ok("""{"result":"ACCEPTED","timeout":30}""");

    private static SteeringRequest Set(string session, string? responseUrl = null) => new(ProfileCall.Set, session)
    {
        Body = CallRig.Utf8($$"""{"charging_profile":{{Profile}},"response_url":"{{responseUrl ?? CallRig.ResponseUrl.AbsoluteUri}}"}"""),
    };

    private static async Task SetSuccessfullyAsync(CallRig rig, string session)
    {
        var (_, call) = await rig.Profiles.SendAsync(rig.AsProvider(), Set(session), Cancellation);
        await rig.ProfileResults.ReceiveAsync(rig.Operator, OcpiVersion.V230, call!.Id.ToString("N"), CallRig.Utf8("""{"result":"ACCEPTED"}"""), Cancellation);
        await PassedOnAsync(rig);
    }

    private static async Task<SentCall> PassedOnAsync(CallRig rig)
    {
        while (!rig.Wire.Sent.Any(call => call.What == "RESULT"))
        {
            await Task.Delay(5, Cancellation);
        }

        return rig.Wire.Sent.Last(call => call.What == "RESULT");
    }
}
