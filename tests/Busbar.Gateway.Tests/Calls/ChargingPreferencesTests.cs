using System.Text;
using Busbar.Core.Calls;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Calls;

public sealed class ChargingPreferencesTests
{
    private static readonly byte[] Cheap = CallRig.Utf8("""{"profile_type":"CHEAP","departure_time":"2026-11-21T18:00:00Z"}""");

    [Theory]
    [InlineData("ACCEPTED")]
    [InlineData("DEPARTURE_REQUIRED")]
    [InlineData("ENERGY_NEED_REQUIRED")]
    [InlineData("NOT_POSSIBLE")]
    [InlineData("PROFILE_TYPE_NOT_SUPPORTED")]
    [Requirement("SES-024", "SES-025")]
    public async Task The_operators_word_comes_back(string word)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.Msp);
        rig.Wire.Answer = _ => ScriptedWire.Ok($"\"{word}\"");

        var answer = await rig.Preferences.SetAsync(rig.AsProvider(), "S1", Cheap, TestContext.Current.CancellationToken);

        Assert.Equal(1000, answer.OcpiStatus);
        Assert.Equal($"\"{word}\"", Encoding.UTF8.GetString(answer.Data.Span));
        Assert.Equal(CallRig.Cpo, Assert.Single(rig.Wire.Sent).Leg.ToParty);
    }

    [Fact]
    [Requirement("SES-024", "SES-075")]
    public async Task Preferences_without_a_profile_are_refused()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.Msp);

        var answer = await rig.Preferences.SetAsync(rig.AsProvider(), "S1", CallRig.Utf8("{}"), TestContext.Current.CancellationToken);

        Assert.Equal(2001, answer.OcpiStatus);
        Assert.Contains("profile_type", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_of_another_provider_is_not_known_to_whomever_it_is_addressed(bool addressed)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.OtherMsp);

        var answer = await rig.Preferences.SetAsync(rig.AsProvider(addressed ? CallRig.Cpo : null), "S1", Cheap, TestContext.Current.CancellationToken);

        Assert.Equal(404, answer.HttpStatus);
        Assert.Empty(rig.Wire.Sent);
    }

    [Theory]
    [InlineData("ACCEPTED")]
    [InlineData("DEPARTURE_REQUIRED")]
    [InlineData(null)]
    [Requirement("LOC-132", "SES-025")]
    public async Task Hosted_operators_backend_says_its_word_while_the_provider_waits(string? word)
    {
        using var rig = await CallRig.CreateAsync(hostedCpo: true);
        rig.PutSession("S1", CallRig.Msp);
        rig.PutLocation("L1", "CHARGING_PREFERENCES_CAPABLE");

        var asking = rig.Preferences.SetAsync(rig.AsProvider(), "S1", Cheap, TestContext.Current.CancellationToken);
        while (rig.Calls.All.Count == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        var call = rig.Calls.All.Single();
        Assert.Equal((CallState.AwaitingResult, "S1", CallRig.Cpo), (call.State, call.SessionId, call.ToParty));
        Assert.Contains("CHEAP", Encoding.UTF8.GetString(call.Request.Span), StringComparison.Ordinal);
        Assert.Equal(word is not null, word is not null && await rig.Results.ReceiveHostedAsync(call.Id, word, null, TestContext.Current.CancellationToken));
        while (!asking.IsCompleted)
        {
            rig.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        var answer = await asking;
        Assert.Equal(word is null ? (4002, "") : (1000, $"\"{word}\""), (answer.OcpiStatus, Encoding.UTF8.GetString(answer.Data.Span)));
        Assert.Equal(word is null ? CallState.Failed : CallState.Completed, rig.Calls.All.Single().State);
    }

    [Fact]
    [Requirement("SES-026")]
    public async Task An_operator_that_cannot_says_so()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutSession("S1", CallRig.Msp);
        rig.Wire.Answer = _ => new CallReply(CallOutcome.Answered, 404, 2001, "not capable", default);

        var answer = await rig.Preferences.SetAsync(rig.AsProvider(), "S1", Cheap, TestContext.Current.CancellationToken);

        Assert.Equal((404, 2001), (answer.HttpStatus, answer.OcpiStatus));
    }

    [Fact]
    [Requirement("SES-007")]
    public async Task Preferences_go_only_to_an_EVSE_that_takes_them_and_a_session_that_goes_on()
    {
        using var rig = await CallRig.CreateAsync();
        rig.Wire.Answer = _ => ScriptedWire.Ok("\"ACCEPTED\"");
        rig.PutSession("S1", CallRig.Msp);
        rig.PutLocation("L1", "RFID_READER");
        var incapable = await rig.Preferences.SetAsync(rig.AsProvider(), "S1", Cheap, TestContext.Current.CancellationToken);
        Assert.Equal((404, 2001), (incapable.HttpStatus, incapable.OcpiStatus));

        rig.PutLocation("L1", "RFID_READER", "CHARGING_PREFERENCES_CAPABLE");
        rig.PutSession("S2", CallRig.Msp, "COMPLETED");
        Assert.Equal(2001, (await rig.Preferences.SetAsync(rig.AsProvider(), "S2", Cheap, TestContext.Current.CancellationToken)).OcpiStatus);
        Assert.Empty(rig.Wire.Sent);

        Assert.Equal(1000, (await rig.Preferences.SetAsync(rig.AsProvider(), "S1", Cheap, TestContext.Current.CancellationToken)).OcpiStatus);
        Assert.Single(rig.Wire.Sent);
    }
}
