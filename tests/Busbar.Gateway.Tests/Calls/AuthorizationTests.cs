using System.Text;
using System.Text.Json;
using Busbar.Core.Agreements;
using Busbar.Core.Calls;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Calls;

public sealed class AuthorizationTests
{
    private static readonly byte[] References = CallRig.Utf8("""{"location_id":"L1","evse_uids":["E1"]}""");

    private static string Allowed => $$"""{"allowed":"ALLOWED","token":{{CallRig.Token(CallRig.Msp, "CARD1")}},"authorization_reference":"REF1"}""";

    [Fact]
    [Requirement("TOK-039", "TOK-040", "TOK-041", "TOK-045")]
    public async Task A_known_token_is_decided_by_its_provider_and_the_answer_comes_back()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutToken(CallRig.Msp, "CARD1");
        rig.Wire.Answer = _ => ScriptedWire.Ok(Allowed);

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "CARD1", "RFID", References, TestContext.Current.CancellationToken);

        Assert.Equal((200, 1000), (answer.HttpStatus, answer.OcpiStatus));
        using var info = JsonDocument.Parse(answer.Data);
        Assert.Equal("ALLOWED", info.RootElement.GetProperty("allowed").GetString());
        Assert.Equal("REF1", info.RootElement.GetProperty("authorization_reference").GetString());
        var sent = Assert.Single(rig.Wire.Sent);
        Assert.Equal((CallRig.Cpo, CallRig.Msp, "conversation-1"), (sent.Leg.FromParty, sent.Leg.ToParty, sent.Leg.CorrelationId));
        Assert.Contains("\"E1\"", sent.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BLOCKED")]
    [InlineData("EXPIRED")]
    [InlineData("NO_CREDIT")]
    [InlineData("NOT_ALLOWED")]
    [Requirement("TOK-039", "TOK-045")]
    public async Task A_refusal_of_the_provider_is_a_success_of_the_call(string allowed)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutToken(CallRig.Msp, "CARD1");
        rig.Wire.Answer = _ => ScriptedWire.Ok(Allowed.Replace("\"ALLOWED\",\"token\"", $"\"{allowed}\",\"token\"", StringComparison.Ordinal));

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "CARD1", null, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Equal((200, 1000), (answer.HttpStatus, answer.OcpiStatus));
        Assert.Contains(allowed, Encoding.UTF8.GetString(answer.Data.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, 2004)]
    [InlineData(404, null)]
    [InlineData(200, 2004)]
    [Requirement("TOK-032", "TOK-033")]
    public async Task A_token_unknown_to_its_provider_is_HTTP_404_and_2004_without_data(int http, int? ocpi)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutToken(CallRig.Msp, "CARD1");
        rig.Wire.Answer = _ => new CallReply(CallOutcome.Answered, http, ocpi, "unknown", default);

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "CARD1", null, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Equal((404, 2004), (answer.HttpStatus, answer.OcpiStatus));
        Assert.True(answer.Data.IsEmpty);
    }

    [Fact]
    [Requirement("TOK-032", "TOK-033")]
    public async Task A_token_that_could_belong_to_either_provider_is_unknown_and_nobody_is_asked()
    {
        using var rig = await CallRig.CreateAsync();

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "NEVER-SEEN", null, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Equal((404, 2004), (answer.HttpStatus, answer.OcpiStatus));
        Assert.Empty(rig.Wire.Sent);
    }

    [Fact]
    public async Task The_addressed_provider_is_asked_about_a_token_that_was_never_pushed()
    {
        using var rig = await CallRig.CreateAsync();
        rig.Wire.Answer = _ => ScriptedWire.Ok(Allowed);

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(CallRig.Msp), "NEVER-SEEN", null, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Equal(1000, answer.OcpiStatus);
        Assert.Equal(CallRig.Msp, Assert.Single(rig.Wire.Sent).Leg.ToParty);
    }

    [Fact]
    [Requirement("STA-015")]
    public async Task An_addressed_party_that_nobody_knows_is_4001()
    {
        using var rig = await CallRig.CreateAsync();

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(new("ZZ", "ZZZ")), "CARD1", null, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Equal((200, 4001), (answer.HttpStatus, answer.OcpiStatus));
    }

    [Fact]
    [Requirement("TOK-035")]
    public async Task The_providers_wish_for_more_information_reaches_the_operator()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutToken(CallRig.Msp, "CARD1");
        rig.Wire.Answer = _ => new CallReply(CallOutcome.Answered, 200, 2002, "where?", default);

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "CARD1", null, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Equal((200, 2002), (answer.HttpStatus, answer.OcpiStatus));
    }

    [Theory]
    [InlineData(CallOutcome.TimedOut, 4002)]
    [InlineData(CallOutcome.Unreachable, 4003)]
    [InlineData(CallOutcome.NotOffered, 4003)]
    public async Task A_provider_that_does_not_answer_is_said_so(CallOutcome outcome, int expected)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutToken(CallRig.Msp, "CARD1");
        rig.Wire.Answer = _ => new CallReply(outcome, 0, null, null, default);

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "CARD1", null, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.OcpiStatus);
        Assert.Equal(CallState.Failed, Assert.Single(rig.Calls.All).State);
    }

    [Fact]
    public async Task An_answer_without_a_decision_is_not_passed_on()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutToken(CallRig.Msp, "CARD1");
        rig.Wire.Answer = _ => ScriptedWire.Ok("""{"hello":1}""");

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "CARD1", null, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Equal(3000, answer.OcpiStatus);
    }

    [Fact]
    public async Task Without_an_agreement_nobody_is_asked()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutToken(CallRig.Msp, "CARD1");
        foreach (var agreement in rig.Agreements.Current)
        {
            await rig.Agreements.DeleteAsync(agreement.Id, TestContext.Current.CancellationToken);
        }

        await rig.Agreements.SaveAsync(new Agreement { Id = Guid.NewGuid(), From = CallRig.Cpo, To = CallRig.OtherMsp, Since = DateTimeOffset.UnixEpoch }, TestContext.Current.CancellationToken);
        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(CallRig.Msp), "CARD1", null, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Equal(4001, answer.OcpiStatus);
        Assert.Empty(rig.Wire.Sent);
    }

    [Fact]
    [Requirement("TRM-006")]
    public async Task Location_references_without_a_location_are_refused()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutToken(CallRig.Msp, "CARD1");

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "CARD1", null, CallRig.Utf8("""{"evse_uids":["E1"]}"""), TestContext.Current.CancellationToken);

        Assert.Equal(2001, answer.OcpiStatus);
        Assert.Contains("location_id", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "ALLOWED")]
    [InlineData(false, "BLOCKED")]
    [Requirement("TOK-038", "TOK-041", "TOK-042")]
    public async Task A_hosted_provider_decides_by_its_published_tokens(bool valid, string allowed)
    {
        using var rig = await CallRig.CreateAsync(hostedMsp: true);
        rig.PutToken(CallRig.Msp, "CARD1", valid);

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "card1", "RFID", References, TestContext.Current.CancellationToken);

        using var info = JsonDocument.Parse(answer.Data);
        Assert.Equal(allowed, info.RootElement.GetProperty("allowed").GetString());
        Assert.Equal("CARD1", info.RootElement.GetProperty("token").GetProperty("uid").GetString());
        Assert.Equal(valid, info.RootElement.TryGetProperty("location", out _));
        Assert.Empty(rig.Wire.Sent);
    }

    [Fact]
    public async Task The_record_of_a_call_names_no_token()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutToken(CallRig.Msp, "CARD1");
        rig.Wire.Answer = _ => ScriptedWire.Ok(Allowed);

        await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "CARD1", null, References, TestContext.Current.CancellationToken);

        var call = Assert.Single(rig.Calls.All);
        Assert.Equal((CallState.Completed, "ALLOWED"), (call.State, call.Response));
        Assert.DoesNotContain("CARD1", call.ToString(), StringComparison.Ordinal);
        Assert.True(call.Request.IsEmpty);
    }
}
