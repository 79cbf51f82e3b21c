using System.Text.Json;
using Busbar.Core.Calls;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Calls;

public sealed class CommandResultTests
{
    [Theory]
    [InlineData("""{"result":"ACCEPTED"}""")]
    [InlineData("""{"data":{"result":"ACCEPTED"},"status_code":1000,"timestamp":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"CommandResult":{"result":"ACCEPTED"}}""")]
    [Requirement("CMD-013", "CMD-014", "CMD-016", "CMD-018", "CMD-024")]
    public async Task A_result_goes_on_to_the_askers_own_url_bare(string body)
    {
        using var rig = await CallRig.CreateAsync();
        var call = await StartAsync(rig);

        var answer = await ReceiveAsync(rig, call, body);

        Assert.Equal((200, 1000), (answer.HttpStatus, answer.OcpiStatus));
        var sent = await SentResultAsync(rig);
        Assert.Equal(CallRig.ResponseUrl, sent.Url);
        Assert.Equal((CallRig.Cpo, CallRig.Msp, rig.Provider.Id), (sent.Leg.FromParty, sent.Leg.ToParty, sent.Leg.To.Id));
        Assert.Equal("conversation-1", sent.Leg.CorrelationId);
        using var result = JsonDocument.Parse(sent.Body);
        Assert.Equal("ACCEPTED", result.RootElement.GetProperty("result").GetString());
        await CompletedAsync(rig);
    }

    [Theory]
    [InlineData("CANCELED_RESERVATION")]
    [InlineData("EVSE_OCCUPIED")]
    [InlineData("EVSE_INOPERATIVE")]
    [InlineData("FAILED")]
    [InlineData("NOT_SUPPORTED")]
    [InlineData("REJECTED")]
    [InlineData("TIMEOUT")]
    [InlineData("UNKNOWN_RESERVATION")]
    [Requirement("CMD-027")]
    public async Task Every_result_of_the_standard_is_passed_on(string result)
    {
        using var rig = await CallRig.CreateAsync();
        var call = await StartAsync(rig);

        Assert.Equal(1000, (await ReceiveAsync(rig, call, $$"""{"result":"{{result}}","message":[{"language":"en","text":"so it is"}]}""")).OcpiStatus);

        Assert.Contains(result, (await SentResultAsync(rig)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_from_another_platform_is_not_known()
    {
        using var rig = await CallRig.CreateAsync();
        var call = await StartAsync(rig);

        var answer = await rig.Results.ReceiveAsync(rig.Provider, OcpiVersion.V221, "START_SESSION", call.Id.ToString("N"), CallRig.Utf8("""{"result":"ACCEPTED"}"""), TestContext.Current.CancellationToken);

        Assert.Equal(404, answer.HttpStatus);
        Assert.Equal(CallState.AwaitingResult, rig.Calls.All.Single().State);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"result":7}""")]
    [InlineData("[]")]
    public async Task A_body_that_is_no_result_is_refused_and_the_call_still_waits(string body)
    {
        using var rig = await CallRig.CreateAsync();
        var call = await StartAsync(rig);

        Assert.Equal(2001, (await ReceiveAsync(rig, call, body)).OcpiStatus);
        Assert.Equal(CallState.AwaitingResult, rig.Calls.All.Single().State);
    }

    [Fact]
    [Requirement("CMD-028")]
    public async Task Without_a_result_in_time_the_asker_is_told_TIMEOUT()
    {
        using var rig = await CallRig.CreateAsync();
        await StartAsync(rig);

        rig.Time.Advance(TimeSpan.FromSeconds(20));
        await rig.Results.SweepAsync(TestContext.Current.CancellationToken);
        Assert.Equal(CallState.AwaitingResult, rig.Calls.All.Single().State);

        rig.Time.Advance(TimeSpan.FromSeconds(20));
        await rig.Results.SweepAsync(TestContext.Current.CancellationToken);
        Assert.Contains("TIMEOUT", (await SentResultAsync(rig)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Real_result_after_our_TIMEOUT_is_kept_and_goes_on_all_the_same()
    {
        using var rig = await CallRig.CreateAsync();
        var call = await StartAsync(rig);
        rig.Time.Advance(TimeSpan.FromSeconds(60));
        await rig.Results.SweepAsync(TestContext.Current.CancellationToken);
        await CompletedAsync(rig);

        Assert.Equal(1000, (await ReceiveAsync(rig, call, """{"result":"EVSE_OCCUPIED"}""")).OcpiStatus);

        await WaitAsync(() => Task.FromResult(rig.Wire.Sent.Count(sent => sent.What == "RESULT") == 2));
        Assert.Contains("EVSE_OCCUPIED", rig.Wire.Sent.Last().Text, StringComparison.Ordinal);
        await CompletedAsync(rig);
        var kept = rig.Calls.All.Single();
        Assert.Equal(("EVSE_OCCUPIED", "The result came late."), (kept.Result, kept.Message));

        // The operator's own word stands: a second one changes nothing.
        await ReceiveAsync(rig, call, """{"result":"ACCEPTED"}""");
        Assert.Equal("EVSE_OCCUPIED", rig.Calls.All.Single().Result);
    }

    [Fact]
    public async Task An_asker_that_is_down_gets_the_result_later()
    {
        using var rig = await CallRig.CreateAsync();
        var call = await StartAsync(rig);
        rig.Wire.Answer = _ => new CallReply(CallOutcome.Unreachable, 0, null, "down", default);
        Assert.Equal(1000, (await ReceiveAsync(rig, call, """{"result":"ACCEPTED"}""")).OcpiStatus);
        await SentResultAsync(rig);

        rig.Wire.Answer = _ => ScriptedWire.Ok("null");
        rig.Wire.Sent.Clear();
        await WaitAsync(async () =>
        {
            rig.Time.Advance(TimeSpan.FromSeconds(6));
            await rig.Results.SweepAsync(TestContext.Current.CancellationToken);
            return rig.Calls.All.Single().State == CallState.Completed;
        });
        Assert.Contains(rig.Wire.Sent, sent => sent.What == "RESULT");
    }

    [Fact]
    public async Task A_result_whose_command_was_never_answered_is_passed_on()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutLocation("L1");
        rig.Wire.Answer = sent => sent.What == "RESULT" ? ScriptedWire.Ok("null") : new CallReply(CallOutcome.TimedOut, 0, null, null, default);
        var (answer, call) = await rig.Commands.SendAsync(rig.AsProvider(), "START_SESSION", CallRig.StartSession(), TestContext.Current.CancellationToken);
        Assert.Equal(4002, answer.OcpiStatus);

        Assert.Equal(1000, (await ReceiveAsync(rig, call!, """{"result":"ACCEPTED"}""")).OcpiStatus);

        Assert.Contains("ACCEPTED", (await SentResultAsync(rig)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_keeps_all_its_messages_and_what_the_standard_does_not_know()
    {
        using var rig = await CallRig.CreateAsync();
        var call = await StartAsync(rig);

        await ReceiveAsync(rig, call, """{"result":"FAILED","message":[{"language":"nl","text":"Kapot"},{"language":"de","text":"Kaputt"}],"nltnm_reason":7}""");

        using var result = JsonDocument.Parse((await SentResultAsync(rig)).Body);
        Assert.Equal(["nl", "de"], result.RootElement.GetProperty("message").EnumerateArray().Select(text => text.GetProperty("language").GetString()));
        Assert.Equal(7, result.RootElement.GetProperty("nltnm_reason").GetInt32());
    }

    [Fact]
    public async Task A_late_cancellation_is_tried_again_when_the_asker_is_down()
    {
        using var rig = await CallRig.CreateAsync();
        var call = await StartAsync(rig);
        await ReceiveAsync(rig, call, """{"result":"ACCEPTED"}""");
        await CompletedAsync(rig);
        rig.Time.Advance(TimeSpan.FromHours(2));
        rig.Wire.Sent.Clear();
        rig.Wire.Answer = _ => new CallReply(CallOutcome.Unreachable, 0, null, "down", default);

        await ReceiveAsync(rig, call, """{"result":"CANCELED_RESERVATION"}""");
        await SentResultAsync(rig);
        rig.Wire.Answer = _ => ScriptedWire.Ok("null");
        await WaitAsync(async () =>
        {
            rig.Time.Advance(TimeSpan.FromSeconds(6));
            await rig.Results.SweepAsync(TestContext.Current.CancellationToken);
            return rig.Calls.All.Single().State != CallState.ForwardingResult;
        });

        Assert.Equal((CallState.Completed, "CANCELED_RESERVATION"), (rig.Calls.All.Single().State, rig.Calls.All.Single().Result));
    }

    [Fact]
    [Requirement("CMD-020")]
    public async Task A_reservation_can_be_cancelled_by_the_operator_long_after_its_first_result()
    {
        using var rig = await CallRig.CreateAsync();
        var call = await StartAsync(rig);
        await ReceiveAsync(rig, call, """{"result":"ACCEPTED"}""");
        await CompletedAsync(rig);
        rig.Wire.Sent.Clear();
        rig.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(1000, (await ReceiveAsync(rig, call, """{"result":"CANCELED_RESERVATION"}""")).OcpiStatus);

        Assert.Contains("CANCELED_RESERVATION", (await SentResultAsync(rig)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_result_is_answered_and_not_passed_on_twice()
    {
        using var rig = await CallRig.CreateAsync();
        var call = await StartAsync(rig);
        await ReceiveAsync(rig, call, """{"result":"ACCEPTED"}""");
        await CompletedAsync(rig);

        Assert.Equal(1000, (await ReceiveAsync(rig, call, """{"result":"FAILED"}""")).OcpiStatus);

        Assert.Single(rig.Wire.Sent, sent => sent.What == "RESULT");
        Assert.Equal("ACCEPTED", rig.Calls.All.Single().Result);
    }

    [Fact]
    public async Task A_hosted_operators_backend_posts_the_result()
    {
        using var rig = await CallRig.CreateAsync(hostedCpo: true);
        rig.PutLocation("L1");
        var (answer, call) = await rig.Commands.SendAsync(rig.AsProvider(), "START_SESSION", CallRig.StartSession(), TestContext.Current.CancellationToken);
        Assert.Equal("ACCEPTED", CommandAnswers.Read(answer.Data).Result);
        Assert.False(rig.Calls.All.Single().Request.IsEmpty);

        rig.Wire.Answer = _ => ScriptedWire.Ok("null");
        Assert.True(await rig.Results.ReceiveHostedAsync(call!.Id, "EVSE_OCCUPIED", null, TestContext.Current.CancellationToken));

        Assert.Contains("EVSE_OCCUPIED", (await SentResultAsync(rig)).Text, StringComparison.Ordinal);
        Assert.False(await rig.Results.ReceiveHostedAsync(call.Id, "ACCEPTED", null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_result_that_overtakes_the_answer_stands()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutLocation("L1");
        rig.Wire.Answer = sent =>
        {
            if (sent.What != "RESULT")
            {
                ReceiveAsync(rig, rig.Calls.All.Single(), """{"result":"EVSE_OCCUPIED"}""").GetAwaiter().GetResult();
            }

            return ScriptedWire.Ok(sent.What == "RESULT" ? "null" : """{"result":"ACCEPTED","timeout":30}""");
        };

        await rig.Commands.SendAsync(rig.AsProvider(), "START_SESSION", CallRig.StartSession(), TestContext.Current.CancellationToken);

        await CompletedAsync(rig);
        var call = rig.Calls.All.Single();
        Assert.Equal(("ACCEPTED", "EVSE_OCCUPIED"), (call.Response, call.Result));
    }

    [Fact]
    public async Task An_asker_that_takes_its_time_gets_a_result_once_and_holds_up_nobody()
    {
        using var rig = await CallRig.CreateAsync();
        var call = await StartAsync(rig);
        using var answered = new ManualResetEventSlim();
        rig.Wire.Answer = sent =>
        {
            answered.Wait(TimeSpan.FromMinutes(5));
            return ScriptedWire.Ok("null");
        };
        await ReceiveAsync(rig, call, """{"result":"ACCEPTED"}""");
        await SentResultAsync(rig);

        rig.Time.Advance(TimeSpan.FromSeconds(6));
        await rig.Results.SweepAsync(TestContext.Current.CancellationToken);
        answered.Set();

        await CompletedAsync(rig);
        Assert.Single(rig.Wire.Sent, sent => sent.What == "RESULT");
    }

    [Fact]
    public async Task A_call_whose_answer_cannot_come_any_more_fails_and_forgets_what_was_asked()
    {
        using var rig = await CallRig.CreateAsync(hostedCpo: true);
        rig.PutLocation("L1");
        var (_, call) = await rig.Commands.SendAsync(rig.AsProvider(), "START_SESSION", CallRig.StartSession(), TestContext.Current.CancellationToken);
        await rig.Calls.SaveAsync(call! with { State = CallState.Pending, ResultDueAt = rig.Time.GetUtcNow() }, TestContext.Current.CancellationToken);

        await rig.Results.SweepAsync(TestContext.Current.CancellationToken);

        Assert.Equal(CallState.Failed, rig.Calls.All.Single().State);
        Assert.True(rig.Calls.All.Single().Request.IsEmpty);
    }

    [Fact]
    public async Task What_a_partner_was_asked_is_not_kept()
    {
        using var rig = await CallRig.CreateAsync();
        await StartAsync(rig);

        Assert.True(rig.Calls.All.Single().Request.IsEmpty);
    }

    private static async Task<Call> StartAsync(CallRig rig)
    {
        rig.PutLocation("L1");
        rig.Wire.Answer = sent => ScriptedWire.Ok(sent.What == "RESULT" ? "null" : """{"result":"ACCEPTED","timeout":30}""");
        var (_, call) = await rig.Commands.SendAsync(rig.AsProvider(), "START_SESSION", CallRig.StartSession(), TestContext.Current.CancellationToken);
        return call!;
    }

    private static async Task<CallAnswer> ReceiveAsync(CallRig rig, Call call, string body) =>
        await rig.Results.ReceiveAsync(rig.Operator, OcpiVersion.V230, "START_SESSION", call.Id.ToString("N"), CallRig.Utf8(body), TestContext.Current.CancellationToken);

    private static async Task<SentCall> SentResultAsync(CallRig rig)
    {
        await WaitAsync(() => Task.FromResult(rig.Wire.Sent.Any(sent => sent.What == "RESULT")));
        return rig.Wire.Sent.First(sent => sent.What == "RESULT");
    }

    private static Task CompletedAsync(CallRig rig) => WaitAsync(() => Task.FromResult(rig.Calls.All.Single().State == CallState.Completed));

    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!await condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
