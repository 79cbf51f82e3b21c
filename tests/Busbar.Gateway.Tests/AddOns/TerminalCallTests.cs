using System.Text;
using System.Text.Json;
using Busbar.Core.Calls;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Gateway.Tests.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing;
using static Busbar.Gateway.Tests.AddOns.AddOnSamples;

namespace Busbar.Gateway.Tests.AddOns;

/// <summary>What a CPO asks of a terminal's provider: through the gateway, or of one that is hosted here.</summary>
public sealed class TerminalCallTests : IAsyncLifetime
{
    private ObjectGateway _gateway = null!;
    private Partner _ptp = null!;
    private Partner _cpo = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await ObjectGateway.StartAsync();
        (_ptp, _cpo) = (await _gateway.PtpAsync(), await _gateway.CpoAsync());
        await _ptp.SendAsync("POST", "receiver/payments/terminals", Terminal("T1"), From("AT/PTP", "NL/CPO"));
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    [Requirement("PAY-005", "PAY-016", "PAY-021")]
    public async Task Assignment_reaches_the_provider_and_is_remembered()
    {
        var answer = await _cpo.PatchAsync("sender/payments/terminals/T1", """{"location_ids":["L1","L2"],"evse_uids":["E9"],"last_updated":"2026-05-02T08:00:00Z"}""");

        Assert.Equal((200, 1000), (answer.Http, answer.Status));
        var (to, request, body) = Assert.Single(_gateway.Asked.Requests);
        Assert.Equal(("AT/PTP from NL/CPO", "PATCH payments/SENDER/terminals/T1"), (to, request));
        Assert.Equal(2, JsonDocument.Parse(body).RootElement.GetProperty("location_ids").GetArrayLength());
        var read = (await _cpo.GetAsync("sender/payments/terminals/T1")).Data;
        Assert.Equal(("L2", "E9", "Street 1"), (read.GetProperty("location_ids")[1].GetString(), read.GetProperty("evse_uids")[0].GetString(), read.GetProperty("address").GetString()));
    }

    [Fact]
    [Requirement("PAY-005", "PAY-021")]
    public async Task Assignment_without_a_time_gets_one()
    {
        Assert.Equal(1000, (await _cpo.PatchAsync("sender/payments/terminals/T1", """{"location_ids":["L1"]}""")).Status);
        Assert.Contains("last_updated", Assert.Single(_gateway.Asked.Requests).Body, StringComparison.Ordinal);
        await _gateway.Exchanges.NotedAsync("the time of arrival was taken");
    }

    [Fact]
    [Requirement("PAY-016", "PAY-023", "PAY-024")]
    public async Task Put_with_some_properties_changes_those()
    {
        var answer = await _cpo.PutAsync("sender/payments/terminals/T1", """{"customer_reference":"NEW-1","invoice_base_url":"https://cpo.example/i","last_updated":"2026-05-02T08:00:00Z"}""");

        Assert.Equal(1000, answer.Status);
        Assert.Equal("PUT payments/SENDER/terminals/T1", Assert.Single(_gateway.Asked.Requests).Request);
        var read = (await _cpo.GetAsync("sender/payments/terminals/T1")).Data;
        Assert.Equal(("NEW-1", "Town"), (read.GetProperty("customer_reference").GetString(), read.GetProperty("city").GetString()));
    }

    [Fact]
    [Requirement("PAY-021")]
    public async Task What_the_provider_refuses_is_not_remembered()
    {
        _gateway.Asked.Answer = _ => AskedPartners.Refusal(200, 2001, "These places are not mine to serve.");

        var answer = await _cpo.PatchAsync("sender/payments/terminals/T1", """{"location_ids":["L1"],"last_updated":"2026-05-02T08:00:00Z"}""");

        Assert.Equal((2001, "These places are not mine to serve."), (answer.Status, answer.Message));
        Assert.False((await _cpo.GetAsync("sender/payments/terminals/T1")).Data.TryGetProperty("location_ids", out _));
        Assert.Equal(CallState.Failed, (await _gateway.LastCallAsync()).State);
    }

    [Fact]
    [Requirement("PAY-005")]
    public async Task Provider_and_cpo_write_the_same_terminal_without_undoing_each_other()
    {
        await _cpo.PatchAsync("sender/payments/terminals/T1", """{"location_ids":["L1"],"last_updated":"2026-05-02T08:00:00Z"}""");

        var moved = Terminal("T1", lastUpdated: "2026-05-03T08:00:00Z").Replace("Street 1", "Street 2", StringComparison.Ordinal);
        Assert.Equal(200, (await _ptp.SendAsync("POST", "receiver/payments/terminals", moved, From("AT/PTP", "NL/CPO"))).Http);

        var read = (await _cpo.GetAsync("sender/payments/terminals/T1")).Data;
        Assert.Equal(("L1", "Street 2"), (read.GetProperty("location_ids")[0].GetString(), read.GetProperty("address").GetString()));
    }

    [Fact]
    [Requirement("PAY-001")]
    public async Task Another_cpo_cannot_touch_the_terminal()
    {
        var other = await _gateway.CpoAsync("FR/OTH");

        Assert.Equal(404, (await other.SendAsync("PATCH", "sender/payments/terminals/T1", """{"location_ids":["X"]}""")).Http);
        Assert.Equal(404, (await other.SendAsync("PATCH", "sender/payments/terminals/T1", """{"location_ids":["X"]}""", From("FR/OTH", "AT/PTP"))).Http);
        Assert.Equal(404, (await other.SendAsync("POST", "sender/payments/terminals/T1/deactivate", null, From("FR/OTH", "AT/PTP"))).Http);
        Assert.Empty(_gateway.Asked.Requests);
    }

    [Fact]
    [Requirement("PAY-006", "PAY-016", "PAY-025", "PAY-026")]
    public async Task Activation_reaches_the_only_provider_with_or_without_an_id()
    {
        var answer = await _cpo.PostAsync("sender/payments/terminals/activate", """{"reference":"SERIAL-1","location_ids":["L1"],"last_updated":"2026-05-02T08:00:00Z"}""");

        Assert.Equal((200, 1000), (answer.Http, answer.Status));
        var (_, request, body) = Assert.Single(_gateway.Asked.Requests);
        Assert.Equal("POST payments/SENDER/terminals/activate", request);
        Assert.Contains("SERIAL-1", body, StringComparison.Ordinal);
        Assert.Equal("ACTIVATE_TERMINAL", (await _gateway.LastCallAsync()).Type);

        // The provider then makes the terminal at the CPO.
        Assert.Equal(201, (await _ptp.SendAsync("POST", "receiver/payments/terminals", Terminal("T2", "\"location_ids\":[\"L1\"],"), From("AT/PTP", "NL/CPO"))).Http);
        Assert.Equal(1000, (await _cpo.PostAsync("sender/payments/terminals/activate", """{"terminal_id":"T7","location_ids":["L1"],"last_updated":"2026-05-02T08:00:00Z"}""")).Status);
    }

    [Fact]
    [Requirement("PAY-026")]
    public async Task Activation_on_behalf_of_a_hosted_cpo_says_which_device_it_is()
    {
        await _gateway.HostAsync("BE/OWN", Role.Cpo);
        var caller = new Caller(null, ObjectGateway.Party("BE/OWN"), null, OcpiVersion.V230, "flow");

        var empty = await _gateway.TerminalCalls.ActivateAsync(caller, Encoding.UTF8.GetBytes("""{"city":"Town"}"""), TestContext.Current.CancellationToken);
        Assert.Equal(2001, empty.OcpiStatus);
        Assert.Empty(_gateway.Asked.Requests);
        Assert.Equal(1000, (await _gateway.TerminalCalls.ActivateAsync(caller, Encoding.UTF8.GetBytes("""{"reference":"SERIAL-2"}"""), TestContext.Current.CancellationToken)).OcpiStatus);
    }

    [Fact]
    [Requirement("PAY-016", "PAY-028")]
    public async Task Deactivation_needs_no_body_and_removes_nothing()
    {
        var answer = await _cpo.SendAsync("POST", "sender/payments/terminals/T1/deactivate", null);

        Assert.Equal((200, 1000), (answer.Http, answer.Status));
        Assert.Equal(("POST payments/SENDER/terminals/T1/deactivate", ""), (Assert.Single(_gateway.Asked.Requests).Request, _gateway.Asked.Requests.Single().Body));
        Assert.Equal(200, (await _cpo.GetAsync("sender/payments/terminals/T1")).Http);
    }

    [Fact]
    [Requirement("PAY-005", "PAY-006")]
    public async Task Hosted_provider_is_asked_through_the_operators_calls()
    {
        await _gateway.HostAsync("CH/PTP", Role.From("PTP"));
        var target = new ObjectTarget(OwnedModule.Terminals, ObjectGateway.Party("CH/PTP"), "H1") { For = ObjectGateway.Party("NL/CPO") };
        await _gateway.Intake.PutAsync(IntakeSource.Operator(_gateway.Directory.Current.Hosted), target, Encoding.UTF8.GetBytes(Terminal("H1")), TestContext.Current.CancellationToken);

        Assert.Equal(1000, (await _cpo.PatchAsync("sender/payments/terminals/H1", """{"location_ids":["L5"],"last_updated":"2026-05-02T08:00:00Z"}""")).Status);
        Assert.Equal(404, (await _cpo.PatchAsync("sender/payments/terminals/NONE", """{"location_ids":["L5"]}""")).Http);
        _gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1000, (await _cpo.SendAsync("POST", "sender/payments/terminals/activate", """{"reference":"SERIAL-3"}""", From("NL/CPO", "CH/PTP"))).Status);

        Assert.Empty(_gateway.Asked.Requests);
        Assert.Equal("L5", (await _cpo.GetAsync("sender/payments/terminals/H1")).Data.GetProperty("location_ids")[0].GetString());
        var call = await _gateway.LastCallAsync();
        Assert.Equal(("ACTIVATE_TERMINAL", true), (call.Type, Encoding.UTF8.GetString(call.Request.Span).Contains("SERIAL-3", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nobody_is_guessed_between_two_providers()
    {
        await _gateway.PtpAsync("CH/PTP");

        Assert.Equal(2001, (await _cpo.PostAsync("sender/payments/terminals/activate", """{"reference":"SERIAL-1"}""")).Status);
        Assert.Equal(1000, (await _cpo.SendAsync("POST", "sender/payments/terminals/activate", """{"reference":"SERIAL-1"}""", From("NL/CPO", "CH/PTP"))).Status);
        Assert.StartsWith("CH", Assert.Single(_gateway.Asked.Requests).To, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"location_ids":"L1"}""")]
    [InlineData("""{"terminal_id":"OTHER"}""")]
    [InlineData("""[]""")]
    public async Task Unusable_change_is_refused_before_anybody_is_asked(string body)
    {
        Assert.Equal(2001, (await _cpo.PatchAsync("sender/payments/terminals/T1", body)).Status);
        Assert.Empty(_gateway.Asked.Requests);
    }
}
