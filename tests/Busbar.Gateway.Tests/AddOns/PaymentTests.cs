using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Gateway.Tests.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Repairs;
using Busbar.Testing;
using static Busbar.Gateway.Tests.AddOns.AddOnSamples;

namespace Busbar.Gateway.Tests.AddOns;

/// <summary>Terminals and confirmations: posted by their provider (PTP), read by the CPO that they are for, and by nobody else.</summary>
public sealed class PaymentTests : IAsyncLifetime
{
    private ObjectGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await ObjectGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    [Requirement("PAY-004", "PAY-016", "PAY-019", "PAY-020", "PAY-031", "PAY-032")]
    public async Task Terminal_that_its_provider_posts_is_read_by_the_addressed_cpo()
    {
        var (ptp, cpo, other) = (await _gateway.PtpAsync(), await _gateway.CpoAsync(), await _gateway.CpoAsync("FR/OTH"));

        Assert.Equal(201, (await ptp.SendAsync("POST", "receiver/payments/terminals", Terminal("T1"), From("AT/PTP", "NL/CPO"))).Http);

        Assert.Equal(["T1"], (await cpo.GetAsync("sender/payments/terminals")).Ids("terminal_id"));
        Assert.Equal("AGREED-7", (await cpo.GetAsync("sender/payments/terminals/T1")).Data.GetProperty("customer_reference").GetString());
        Assert.Equal("T1", (await ptp.GetAsync("receiver/payments/terminals/t1")).Data.GetProperty("terminal_id").GetString());
        Assert.Empty((await other.GetAsync("sender/payments/terminals")).Ids());
        Assert.Equal(404, (await other.GetAsync("sender/payments/terminals/T1")).Http);
        Assert.Equal(404, (await other.GetAsync("receiver/payments/terminals/T1")).Http);
    }

    [Fact]
    public async Task Terminal_that_waited_in_quarantine_is_still_for_the_cpo_that_it_was_addressed_to()
    {
        var (cpo, other) = (await _gateway.CpoAsync(), await _gateway.CpoAsync("FR/OTH"));
        var ptp = await _gateway.ConnectAsync("stern", OcpiVersion.V230, WithAddOns with { Repairs = RepairSettings.None }, ("AT/PTP", Role.From("PTP")));
        var faulty = Terminal("T1", "\"location_ids\":\"L1\",");
        Assert.Equal(2001, (await ptp.SendAsync("POST", "receiver/payments/terminals", faulty, From("AT/PTP", "NL/CPO"))).Status);
        var entry = Assert.Single(await _gateway.Get<IQuarantine>().ListAsync(new IntakeQuery { Limit = 10 }, TestContext.Current.CancellationToken));
        Assert.Equal(ObjectGateway.Party("NL/CPO"), entry.For);
        await _gateway.Directory.ChangeAsync(
            snapshot => new ConnectionChange(snapshot.Find(ptp.Connection.Id)! with { Profile = WithAddOns }, TokenChanges.None), TestContext.Current.CancellationToken);

        Assert.Equal(IntakeOutcome.Created, (await _gateway.Get<QuarantineDesk>().RetryAsync(entry.Id, TestContext.Current.CancellationToken))!.Outcome);

        Assert.Equal(["T1"], (await cpo.GetAsync("sender/payments/terminals")).Ids("terminal_id"));
        Assert.Empty((await other.GetAsync("sender/payments/terminals")).Ids("terminal_id"));
    }

    [Fact]
    [Requirement("PAY-034")]
    public async Task Terminal_may_be_its_id_alone()
    {
        var (ptp, cpo) = (await _gateway.PtpAsync(), await _gateway.CpoAsync());

        Assert.Equal(201, (await ptp.PostAsync("receiver/payments/terminals", """{"terminal_id":"BARE"}""")).Http);

        // With a single CPO behind the gateway there is only one that it can be for.
        var read = (await cpo.GetAsync("sender/payments/terminals/BARE")).Data;
        Assert.Equal(_gateway.Clock.GetUtcNow(), read.GetProperty("last_updated").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
    }

    [Fact]
    [Requirement("PAY-039")]
    public async Task Terminal_goes_to_the_party_that_it_names()
    {
        var (ptp, cpo, other) = (await _gateway.PtpAsync(), await _gateway.CpoAsync(), await _gateway.CpoAsync("FR/OTH"));

        await ptp.PostAsync("receiver/payments/terminals", Terminal("T1", "\"country_code\":\"FR\",\"party_id\":\"OTH\","));

        Assert.Empty((await cpo.GetAsync("sender/payments/terminals")).Ids("terminal_id"));
        Assert.Equal(["T1"], (await other.GetAsync("sender/payments/terminals")).Ids("terminal_id"));
    }

    [Fact]
    [Requirement("PAY-018", "PAY-019", "PAY-029")]
    public async Task Lists_take_dates_and_pages()
    {
        var (ptp, cpo) = (await _gateway.PtpAsync(), await _gateway.CpoAsync());
        for (var day = 1; day <= 3; day++)
        {
            await ptp.PostAsync("receiver/payments/terminals", Terminal($"T{day}", lastUpdated: $"2026-05-0{day}T00:00:00Z"));
            await ptp.PostAsync("receiver/payments/financial-advice-confirmations", Confirmation($"F{day}", $"R{day}", $"2026-05-0{day}T00:00:00Z"));
        }

        foreach (var (list, id, letter) in new[] { ("terminals", "terminal_id", "T"), ("financial-advice-confirmations", "id", "F") })
        {
            var filtered = await cpo.GetAsync($"sender/payments/{list}?date_from=2026-05-02T00:00:00Z&date_to=2026-05-03T00:00:00Z");
            Assert.Equal([$"{letter}2"], filtered.Ids(id));
            var first = await cpo.GetAsync($"sender/payments/{list}?limit=2");
            Assert.Equal([$"{letter}1", $"{letter}2"], first.Ids(id));
            Assert.Equal(("3", "100"), (first.Header("X-Total-Count"), first.Header("X-Limit")));
            Assert.Contains($"/payments/{list}?", first.Next!.AbsoluteUri, StringComparison.Ordinal);
            var second = await cpo.GetAsync(first.Next.AbsoluteUri);
            Assert.Equal([$"{letter}3"], second.Ids(id));
            Assert.Null(second.Next);
            Assert.Equal([$"{letter}2"], (await cpo.GetAsync($"sender/payments/{list}?offset=1&limit=1")).Ids(id));
        }
    }

    [Fact]
    [Requirement("PAY-003", "PAY-017", "PAY-030", "PAY-031", "PAY-035", "PAY-037")]
    public async Task Confirmation_is_kept_once_and_read_by_the_cpo_it_is_for()
    {
        var (ptp, cpo, other) = (await _gateway.PtpAsync(), await _gateway.CpoAsync(), await _gateway.CpoAsync("FR/OTH"));

        Assert.Equal(201, (await ptp.SendAsync("POST", "receiver/payments/financial-advice-confirmations", Confirmation("F1"), From("AT/PTP", "NL/CPO"))).Http);
        Assert.Equal(200, (await ptp.SendAsync("POST", "receiver/payments/financial-advice-confirmations", Confirmation("F1"), From("AT/PTP", "NL/CPO"))).Http);

        Assert.Equal(["F1"], (await cpo.GetAsync("sender/payments/financial-advice-confirmations")).Ids());
        Assert.Equal("REF-1", (await cpo.GetAsync("sender/payments/financial-advice-confirmations/F1")).Data.GetProperty("authorization_reference").GetString());
        Assert.Equal("REF-1", (await ptp.GetAsync("receiver/payments/financial-advice-confirmations/F1")).Data.GetProperty("authorization_reference").GetString());
        Assert.Equal(404, (await other.GetAsync("sender/payments/financial-advice-confirmations/F1")).Http);
    }

    [Fact]
    [Requirement("PAY-036")]
    public async Task Confirmation_finds_its_cpo_by_the_session_of_its_reference()
    {
        var (ptp, cpo, other) = (await _gateway.PtpAsync(), await _gateway.CpoAsync(), await _gateway.CpoAsync("FR/OTH"));
        var session = Samples.Session("FR/OTH", "S1", "AT/PTP");
        session["authorization_reference"] = "REF-9";
        Assert.Equal(201, (await other.PutAsync("receiver/sessions/FR/OTH/S1", session.ToJsonString())).Http);

        await ptp.PostAsync("receiver/payments/financial-advice-confirmations", Confirmation("F1", "REF-9"));

        Assert.Equal(["F1"], (await other.GetAsync("sender/payments/financial-advice-confirmations")).Ids());
        Assert.Empty((await cpo.GetAsync("sender/payments/financial-advice-confirmations")).Ids());
        Assert.Equal(2001, (await ptp.PostAsync("receiver/payments/financial-advice-confirmations", Confirmation("F2").Replace("\"authorization_reference\":\"REF-1\",", "", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task What_is_for_nobody_in_particular_is_kept_and_shown_to_nobody()
    {
        var (ptp, cpo) = (await _gateway.PtpAsync(), await _gateway.CpoAsync());
        await _gateway.CpoAsync("FR/OTH");

        Assert.Equal(201, (await ptp.PostAsync("receiver/payments/terminals", Terminal("T1"))).Http);

        Assert.Empty((await cpo.GetAsync("sender/payments/terminals")).Ids());
        Assert.Equal("T1", (await ptp.GetAsync("receiver/payments/terminals/T1")).Data.GetProperty("terminal_id").GetString());
    }

    [Fact]
    public async Task Captured_amount_in_the_form_of_2_2_1_is_read()
    {
        var (ptp, cpo) = (await _gateway.PtpAsync(), await _gateway.CpoAsync());
        var confirmation = Confirmation("F1").Replace("{\"before_taxes\":4.00,\"taxes\":[{\"name\":\"VAT\",\"amount\":0.40}]}", "{\"excl_vat\":4.00,\"incl_vat\":4.40}", StringComparison.Ordinal);

        Assert.Equal(201, (await ptp.PostAsync("receiver/payments/financial-advice-confirmations", confirmation)).Http);

        var costs = (await cpo.GetAsync("sender/payments/financial-advice-confirmations/F1")).Data.GetProperty("total_costs");
        Assert.Equal((4.00m, 0.40m), (costs.GetProperty("before_taxes").GetDecimal(), costs.GetProperty("taxes")[0].GetProperty("amount").GetDecimal()));
    }

    [Theory]
    [InlineData("POST", "sender/payments/terminals")]
    [InlineData("DELETE", "sender/payments/terminals/T1")]
    [InlineData("GET", "sender/payments/terminals/activate")]
    [InlineData("GET", "sender/payments/terminals/T1/deactivate")]
    [InlineData("POST", "sender/payments/financial-advice-confirmations")]
    [InlineData("PUT", "sender/payments/financial-advice-confirmations/F1")]
    [InlineData("PUT", "receiver/payments/terminals/T1")]
    [InlineData("GET", "receiver/payments/terminals")]
    [InlineData("PATCH", "receiver/payments/financial-advice-confirmations/F1")]
    [Requirement("PAY-001", "PAY-016", "PAY-017", "PAY-031")]
    public async Task Nothing_else_is_offered(string method, string path)
    {
        var cpo = await _gateway.CpoAsync();
        var answer = await cpo.SendAsync(method, path, "{}");
        Assert.Equal(405, answer.Http);
    }

    [Fact]
    public async Task Partner_of_an_older_version_and_one_without_the_module_have_none()
    {
        var ptp = await _gateway.PtpAsync();
        var old = await _gateway.CpoAsync("NL/OLD", OcpiVersion.V221);
        var without = await _gateway.ConnectAsync("without", OcpiVersion.V230, null, ("NL/OFF", Role.Cpo));
        await ptp.SendAsync("POST", "receiver/payments/terminals", Terminal("T1"), From("AT/PTP", "NL/OLD"));
        await ptp.SendAsync("POST", "receiver/payments/terminals", Terminal("T2"), From("AT/PTP", "NL/OFF"));

        Assert.Equal(404, (await old.GetAsync("sender/payments/terminals")).Http);
        Assert.Equal(404, (await without.GetAsync("sender/payments/terminals")).Http);

        foreach (var (reader, id, reason) in new[] { (old, "T1", "from OCPI 2.3.0 on"), (without, "T2", "not switched on") })
        {
            var stored = (await _gateway.FindAsync(OwnedModule.Terminals.Module, "AT/PTP", id))!;
            var sight = new Core.Routing.Visibility(_gateway.Agreements.Current, _gateway.Clock.GetUtcNow()).Of(reader.Connection, stored.Key, stored.Facts, stored.Source);
            Assert.False(sight.Allowed);
            Assert.Contains(reason, sight.Reason, StringComparison.Ordinal);
        }
    }
}
