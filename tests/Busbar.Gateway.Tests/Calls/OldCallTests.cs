using System.Text.Json;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Calls;

/// <summary>Commands and authorizations where one side speaks 2.1.1.</summary>
public sealed class OldCallTests : IAsyncLifetime
{
    private static readonly PartyId OldMsp = new("FR", "ALT");
    private static readonly PartyId OldCpo = new("NL", "OLD");

    private CallRig _rig = null!;
    private Connection _provider = null!;
    private Connection _operator = null!;

    public async ValueTask InitializeAsync()
    {
        _rig = await CallRig.CreateAsync();
        _provider = await _rig.ConnectAsync("Old provider", OldMsp, Role.Emsp, OcpiVersion.V211, "https://alt.example");
        _operator = await _rig.ConnectAsync("Old operator", OldCpo, Role.Cpo, OcpiVersion.V211, "https://old.example");
        await _rig.Directory.RefreshAsync(TestContext.Current.CancellationToken);
        _rig.PutLocation("L1");
        _rig.Store.Put(new ObjectKey(ModuleId.Locations, OldCpo, "L2"), """{"id":"L2","last_updated":"2026-01-01T00:00:00Z"}""", version: OcpiVersion.V211);
        _rig.Wire.Answer = _ => ScriptedWire.Ok("""{"result":"ACCEPTED"}""");
    }

    public ValueTask DisposeAsync()
    {
        _rig.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("START_SESSION", """{"response_url":"https://alt.example/r","token":TOKEN,"location_id":"L1","evse_uid":"E1"}""")]
    [InlineData("RESERVE_NOW", """{"response_url":"https://alt.example/r","token":TOKEN,"expiry_date":"2026-01-01T01:00:00Z","reservation_id":17,"location_id":"L1"}""")]
    [InlineData("UNLOCK_CONNECTOR", """{"response_url":"https://alt.example/r","location_id":"L1","evse_uid":"E1","connector_id":"1"}""")]
    [InlineData("STOP_SESSION", """{"response_url":"https://alt.example/r","session_id":"S1"}""")]
    [Requirement("CMD-002", "CMD-007", "CMD-022", "CMD-032", "CMD-049", "CMD-057", "CMD-059")]
    public async Task Every_command_of_an_old_provider_reaches_a_new_operator(string command, string body)
    {
        _rig.PutSession("S1", OldMsp);
        _rig.Wire.Answer = _ => ScriptedWire.Ok("""{"result":"ACCEPTED","timeout":30,"message":[{"language":"en","text":"On my way"}]}""");

        var (answer, _) = await SendAsync(command, body);

        Assert.Equal((1000, """{"result":"ACCEPTED"}"""), (answer.OcpiStatus, Text(answer)));
        var sent = Assert.Single(_rig.Wire.Sent);
        Assert.Equal(command, sent.What);
        Assert.True(ObjectValidator.Validate(CommandBody.TypeOf(command)!.Value, OcpiVersion.V230, sent.Body.Span).IsAcceptable, sent.Text);
        using var received = JsonDocument.Parse(sent.Body);
        if (received.RootElement.TryGetProperty("token", out var token))
        {
            Assert.Equal(("FR", "ALT", "FR-ALT-C1"), (token.GetProperty("country_code").GetString(), token.GetProperty("party_id").GetString(), token.GetProperty("contract_id").GetString()));
        }

        if (command == "RESERVE_NOW")
        {
            Assert.Equal("17", received.RootElement.GetProperty("reservation_id").GetString());
        }
    }

    [Fact]
    [Requirement("CMD-002", "CMD-026")]
    public async Task Commands_and_results_that_old_versions_do_not_have_are_said_as_far_as_they_can()
    {
        var (unknown, _) = await SendAsync("CANCEL_RESERVATION", """{"response_url":"https://alt.example/r","reservation_id":"17"}""");
        Assert.True(unknown.OcpiStatus >= 2000 || Text(unknown) == """{"result":"NOT_SUPPORTED"}""", Text(unknown));

        // A new provider cancels at an old operator: nobody is asked, because there is no such command.
        var cancel = CallRig.Utf8("""{"response_url":"https://msp.example/r","reservation_id":"R1"}""");
        var (answer, _) = await _rig.Commands.SendAsync(_rig.AsProvider(OldCpo), "CANCEL_RESERVATION", cancel, TestContext.Current.CancellationToken);
        using var said = JsonDocument.Parse(answer.Data);
        Assert.Equal("NOT_SUPPORTED", said.RootElement.GetProperty("result").GetString());
        Assert.Empty(_rig.Wire.Sent);
    }

    [Fact]
    [Requirement("CMD-015", "CMD-026")]
    public async Task Results_of_a_new_operator_reach_an_old_provider_in_its_words()
    {
        var (_, call) = await SendAsync("START_SESSION", """{"response_url":"https://alt.example/r","token":TOKEN,"location_id":"L1"}""");
        var result = CallRig.Utf8("""{"result":"EVSE_OCCUPIED","message":[{"language":"en","text":"Taken"}]}""");
        await _rig.Results.ReceiveAsync(_rig.Operator, OcpiVersion.V230, "START_SESSION", call!.Id.ToString(), result, TestContext.Current.CancellationToken);

        await Delivery.DeliveryRig.Until(() => _rig.Wire.Sent.Any(sent => sent.What == "RESULT"));
        Assert.Equal("""{"result":"REJECTED"}""", _rig.Wire.Sent.Single(sent => sent.What == "RESULT").Text);
    }

    [Theory]
    [InlineData("""{"result":"ACCEPTED"}""")]
    [InlineData("\"ACCEPTED\"")]
    [Requirement("CMD-007", "CMD-015", "CMD-022")]
    public async Task An_old_operator_answers_with_an_object_or_with_the_bare_word_of_its_first_edition(string data)
    {
        _rig.Wire.Answer = _ => ScriptedWire.Ok(data);
        var (answer, call) = await _rig.Commands.SendAsync(
            _rig.AsProvider(), "START_SESSION", CallRig.StartSession(location: "L2", extra: ",\"authorization_reference\":\"REF\""), TestContext.Current.CancellationToken);

        using var said = JsonDocument.Parse(answer.Data);
        Assert.Equal(("ACCEPTED", 60), (said.RootElement.GetProperty("result").GetString(), said.RootElement.GetProperty("timeout").GetInt32()));
        var sent = Assert.Single(_rig.Wire.Sent);
        Assert.Empty(ObjectValidator.Validate(ObjectType.StartSession, OcpiVersion.V211, sent.Body.Span).Findings);
        Assert.DoesNotContain("authorization_reference", sent.Text, StringComparison.Ordinal);

        var took = await _rig.Results.ReceiveAsync(_operator, OcpiVersion.V211, "START_SESSION", call!.Id.ToString(), CallRig.Utf8(data), TestContext.Current.CancellationToken);
        Assert.Equal(1000, took.OcpiStatus);
        await Delivery.DeliveryRig.Until(() => _rig.Wire.Sent.Any(found => found.What == "RESULT"));
        Assert.Equal("""{"result":"ACCEPTED"}""", _rig.Wire.Sent.Single(found => found.What == "RESULT").Text);
    }

    [Fact]
    public async Task A_timeout_in_an_old_operators_answer_becomes_the_result_that_follows()
    {
        _rig.Wire.Answer = call => ScriptedWire.Ok(call.What == "RESULT" ? "null" : """{"result":"TIMEOUT"}""");
        var (answer, _) = await _rig.Commands.SendAsync(_rig.AsProvider(), "START_SESSION", CallRig.StartSession(location: "L2"), TestContext.Current.CancellationToken);
        using var said = JsonDocument.Parse(answer.Data);
        Assert.Equal("ACCEPTED", said.RootElement.GetProperty("result").GetString());

        _rig.Time.Advance(TimeSpan.FromSeconds(6));
        await _rig.Results.SweepAsync(TestContext.Current.CancellationToken);
        await Delivery.DeliveryRig.Until(() => _rig.Wire.Sent.Any(sent => sent.What == "RESULT"));
        Assert.Contains("TIMEOUT", _rig.Wire.Sent.Single(sent => sent.What == "RESULT").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reservation_keeps_its_number_at_an_old_operator()
    {
        var numbers = new List<int>();
        foreach (var id in (string[])["R-a", "R-b", "R-a", "17"])
        {
            var body = CallRig.Utf8($$"""
                {"response_url":"https://msp.example/r","token":{{CallRig.Token(CallRig.Msp, "CARD1")}},"expiry_date":"2026-01-01T01:00:00Z","reservation_id":"{{id}}","location_id":"L2"}
                """);
            await _rig.Commands.SendAsync(_rig.AsProvider(), "RESERVE_NOW", body, TestContext.Current.CancellationToken);
            using var sent = JsonDocument.Parse(_rig.Wire.Sent.Last().Body);
            numbers.Add(sent.RootElement.GetProperty("reservation_id").GetInt32());
        }

        Assert.Equal(numbers[0], numbers[2]);
        Assert.Equal(3, numbers.Distinct().Count());
        Assert.Equal(17, numbers[3]);
        Assert.All(numbers, number => Assert.True(number > 0));
    }

    [Fact]
    public async Task A_command_that_names_the_stand_in_of_a_long_id_reaches_the_operator_with_its_own_id()
    {
        var (id, uid) = (new string('L', 39), new string('E', 38));
        var location = $$"""{"id":"{{id}}","evses":[{"uid":"{{uid}}"}],"last_updated":"2026-01-01T00:00:00Z"}""";
        _rig.Store.Put(new ObjectKey(ModuleId.Locations, OldCpo, id), location, version: OcpiVersion.V211);
        await new LongIdBook(_rig.Links, _rig.Time).NoteAsync(OldCpo, CallRig.Utf8(location), TestContext.Current.CancellationToken);
        var shown = Busbar.Ocpi.Translation.Common.LongIds.Surrogate(id);
        var body = System.Text.Encoding.UTF8.GetString(CallRig.StartSession(location: shown))
            .Replace("\"E1\"", $"\"{Busbar.Ocpi.Translation.Common.LongIds.Surrogate(uid)}\"", StringComparison.Ordinal);

        var (answer, _) = await _rig.Commands.SendAsync(_rig.AsProvider(), "START_SESSION", CallRig.Utf8(body), TestContext.Current.CancellationToken);

        Assert.True(shown.Length == 36 && answer.OcpiStatus == 1000, Text(answer));
        using var sent = JsonDocument.Parse(Assert.Single(_rig.Wire.Sent).Body);
        Assert.Equal((id, uid), (sent.RootElement.GetProperty("location_id").GetString(), sent.RootElement.GetProperty("evse_uid").GetString()));
    }

    [Fact]
    public async Task An_old_provider_that_stands_before_one_operator_calls_that_one()
    {
        _rig.Store.Put(new ObjectKey(ModuleId.Locations, OldCpo, "L1"), """{"id":"L1","last_updated":"2026-01-01T00:00:00Z"}""", version: OcpiVersion.V211);
        var (unclear, _) = await SendAsync("START_SESSION", """{"response_url":"https://alt.example/r","token":TOKEN,"location_id":"L1"}""");
        Assert.Equal(2001, unclear.OcpiStatus);
        Assert.Contains("front", unclear.Message, StringComparison.Ordinal);

        var caller = new Caller(_provider, OldMsp, CallRig.Cpo, OcpiVersion.V211, null);
        var body = CallRig.Utf8($$"""{"response_url":"https://alt.example/r","token":{{OldToken}},"location_id":"L1"}""");
        await _rig.Commands.SendAsync(caller, "START_SESSION", body, TestContext.Current.CancellationToken);
        Assert.Equal(CallRig.Cpo, Assert.Single(_rig.Wire.Sent).Leg.ToParty);
    }

    [Fact]
    public async Task An_old_operator_asks_by_uid_alone_and_is_told_no_token()
    {
        _rig.PutToken(CallRig.Msp, "APP1", "APP_USER", valid: true);
        _rig.Wire.Answer = _ => ScriptedWire.Ok($$"""
            {"allowed":"ALLOWED","token":{{CallRig.Token(CallRig.Msp, "APP1").Replace("\"RFID\"", "\"APP_USER\"", StringComparison.Ordinal)}},"authorization_reference":"REF"}
            """);

        var answer = await _rig.Authorizations.AuthorizeAsync(
            new Caller(_operator, OldCpo, null, OcpiVersion.V211, null), "APP1", "RFID", CallRig.Utf8("""{"location_id":"L2"}"""), TestContext.Current.CancellationToken);

        Assert.Equal((200, """{"allowed":"ALLOWED"}"""), (answer.HttpStatus, Text(answer)));
        var agreed = await new ChargeBook(_rig.Links, _rig.Time).FindAsync(
            OldCpo, "DE-MSP-C1234567-8", "L2", null, _rig.Time.GetUtcNow(), TestContext.Current.CancellationToken);
        Assert.Equal(("REF", "APP_USER", "APP1"), (agreed!.Reference, agreed.Type, agreed.Uid));
    }

    [Theory]
    [InlineData(404, 2001, 404, 2004)]
    [InlineData(200, 2001, 404, 2004)]
    [InlineData(200, 2002, 200, 2002)]
    public async Task What_an_old_provider_says_of_an_unknown_token_is_said_in_the_askers_words(int http, int status, int expectedHttp, int expectedStatus)
    {
        _rig.Store.Put(TokenKey.Of(OldMsp, "U1", null), OldToken, version: OcpiVersion.V211);
        _rig.Wire.Answer = _ => new CallReply(CallOutcome.Answered, http, status, "no", default);

        var answer = await _rig.Authorizations.AuthorizeAsync(_rig.AsOperator(), "U1", "RFID", default, TestContext.Current.CancellationToken);

        Assert.Equal((expectedHttp, expectedStatus), (answer.HttpStatus, answer.OcpiStatus));
    }

    [Fact]
    public async Task What_an_old_provider_allows_comes_with_the_token_that_it_published()
    {
        _rig.Store.Put(TokenKey.Of(OldMsp, "U1", null), OldToken, version: OcpiVersion.V211);
        _rig.Wire.Answer = _ => ScriptedWire.Ok("""{"allowed":"ALLOWED"}""");

        var answer = await _rig.Authorizations.AuthorizeAsync(_rig.AsOperator(), "U1", "RFID", default, TestContext.Current.CancellationToken);

        using var said = JsonDocument.Parse(answer.Data);
        var token = said.RootElement.GetProperty("token");
        Assert.Equal(("U1", "FR-ALT-C1", "ALT"), (token.GetProperty("uid").GetString(), token.GetProperty("contract_id").GetString(), token.GetProperty("party_id").GetString()));
    }

    private const string OldToken = """{"uid":"U1","type":"RFID","auth_id":"FR-ALT-C1","issuer":"Alt","valid":true,"whitelist":"ALLOWED","last_updated":"2026-01-01T00:00:00Z"}""";

    private Task<(CallAnswer Answer, Call? Call)> SendAsync(string command, string body) => _rig.Commands.SendAsync(
        new Caller(_provider, OldMsp, null, OcpiVersion.V211, null), command, CallRig.Utf8(body.Replace("TOKEN", OldToken, StringComparison.Ordinal)), TestContext.Current.CancellationToken);

    private static string Text(CallAnswer answer) => System.Text.Encoding.UTF8.GetString(answer.Data.Span);
}
