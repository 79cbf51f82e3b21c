using System.Text;
using System.Text.Json;
using Busbar.Core.Agreements;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Calls;

public sealed class AuthorizationTests
{
    private static readonly byte[] References = CallRig.Utf8("""{"location_id":"L1","evse_uids":["E1"]}""");

    private static string Allowed => $$"""{"allowed":"ALLOWED","token":{{CallRig.Token(CallRig.Msp, "CARD1")}},"authorization_reference":"REF1"}""";

    [Fact]
    [Requirement("TOK-039", "TOK-040", "TOK-041", "TOK-045", "RTE-029")]
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
    [Requirement("TOK-009", "RTE-011", "RTE-013")]
    public async Task The_addressed_provider_is_asked_about_a_token_that_was_never_pushed()
    {
        using var rig = await CallRig.CreateAsync();
        rig.Wire.Answer = _ => ScriptedWire.Ok(Allowed);

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(CallRig.Msp), "NEVER-SEEN", null, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Equal(1000, answer.OcpiStatus);
        Assert.Equal(CallRig.Msp, answer.By);
        var leg = Assert.Single(rig.Wire.Sent).Leg;
        Assert.Equal((CallRig.Cpo, CallRig.Msp), (leg.FromParty, leg.ToParty));
    }

    [Theory]
    [InlineData("NEVER", true)]
    [InlineData("NEVER", false)]
    [InlineData("ALLOWED_OFFLINE", false)]
    [InlineData("ALWAYS", true)]
    [Requirement("TOK-066", "TOK-067")]
    public async Task The_provider_is_asked_whatever_its_list_says_of_the_token(string whitelist, bool valid)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutToken(CallRig.Msp, "CARD1", "RFID", valid, whitelist);
        rig.Wire.Answer = _ => ScriptedWire.Ok(Allowed);

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "CARD1", "RFID", ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Contains("REF1", Encoding.UTF8.GetString(answer.Data.Span), StringComparison.Ordinal);
        Assert.Single(rig.Wire.Sent);
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
    [Requirement("RTE-041", "RTE-042")]
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
    [Requirement("RTE-042")]
    public async Task A_provider_whose_platform_is_not_connected_is_4003()
    {
        using var rig = await CallRig.CreateAsync();
        await rig.Directory.ChangeAsync(_ => new ConnectionChange(rig.Provider with { State = ConnectionState.Suspended }, TokenChanges.None), TestContext.Current.CancellationToken);

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(CallRig.Msp), "CARD1", null, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Equal((200, 4003), (answer.HttpStatus, answer.OcpiStatus));
        Assert.Empty(rig.Wire.Sent);
    }

    [Theory]
    [InlineData(200, 2001)]
    [InlineData(400, 2001)]
    [InlineData(200, 2003)]
    [InlineData(200, 3000)]
    [InlineData(500, 3001)]
    [Requirement("RTE-039")]
    public async Task What_the_provider_objects_to_goes_on_unchanged(int http, int ocpi)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutToken(CallRig.Msp, "CARD1");
        rig.Wire.Answer = _ => new CallReply(CallOutcome.Answered, http, ocpi, "the provider's own words", default);

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "CARD1", null, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Equal((ocpi, "the provider's own words"), (answer.OcpiStatus, answer.Message));
    }

    [Theory]
    [InlineData(1905, 1000)]
    [InlineData(2901, 2000)]
    [InlineData(3950, 3000)]
    [InlineData(4900, 4000)]
    [Requirement("EXT-013")]
    public async Task A_code_of_a_partners_own_does_not_leave_this_gateway(int ocpi, int expected)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutToken(CallRig.Msp, "CARD1");
        rig.Wire.Answer = _ => new CallReply(CallOutcome.Answered, 200, ocpi, "our own rule", CallRig.Utf8(Allowed));

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "CARD1", null, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.OcpiStatus);
    }

    [Theory]
    [InlineData(500, 4000)]
    [InlineData(503, 4003)]
    [Requirement("RTE-043")]
    public async Task A_provider_that_fails_without_an_OCPI_answer_is_a_failure_on_the_way(int http, int expected)
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutToken(CallRig.Msp, "CARD1");
        rig.Wire.Answer = _ => new CallReply(CallOutcome.Answered, http, null, null, default);

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "CARD1", null, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Equal((200, expected), (answer.HttpStatus, answer.OcpiStatus));
    }

    [Fact]
    [Requirement("RTE-043")]
    public async Task An_answer_without_a_decision_is_not_passed_on()
    {
        using var rig = await CallRig.CreateAsync();
        rig.PutToken(CallRig.Msp, "CARD1");
        rig.Wire.Answer = _ => ScriptedWire.Ok("""{"hello":1}""");

        var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "CARD1", null, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);

        Assert.Equal(4000, answer.OcpiStatus);
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
    [Requirement("TOK-030")]
    public async Task Without_a_type_an_RFID_token_is_meant()
    {
        using var rig = await CallRig.CreateAsync(hostedMsp: true);
        rig.PutToken(CallRig.Msp, "CARD1", "RFID", valid: false);
        rig.PutToken(CallRig.Msp, "CARD1", "APP_USER", valid: true);

        foreach (var (type, allowed) in ((string?, string)[])[(null, "BLOCKED"), ("RFID", "BLOCKED"), ("APP_USER", "ALLOWED")])
        {
            var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "CARD1", type, ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken);
            using var info = JsonDocument.Parse(answer.Data);
            Assert.Equal(allowed, info.RootElement.GetProperty("allowed").GetString());
        }
    }

    [Fact]
    [Requirement("TOK-011", "TOK-037")]
    public async Task A_hosted_provider_does_not_refuse_for_what_is_known_of_the_place()
    {
        using var rig = await CallRig.CreateAsync(hostedMsp: true);
        rig.PutToken(CallRig.Msp, "CARD1");
        rig.Store.Put(new ObjectKey(ModuleId.Locations, CallRig.Cpo, "L1"), """
            {"country_code":"NL","party_id":"CPO","id":"L1","publish":true,"opening_times":{"twentyfourseven":false,"regular_hours":[]},
             "evses":[{"uid":"E1","status":"OUTOFORDER","last_updated":"2026-01-01T00:00:00Z"}],"last_updated":"2026-01-01T00:00:00Z"}
            """);

        foreach (var references in (ReadOnlyMemory<byte>[])[References, ReadOnlyMemory<byte>.Empty])
        {
            var answer = await rig.Authorizations.AuthorizeAsync(rig.AsOperator(), "CARD1", null, references, TestContext.Current.CancellationToken);
            using var info = JsonDocument.Parse(answer.Data);
            Assert.Equal("ALLOWED", info.RootElement.GetProperty("allowed").GetString());
        }
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
