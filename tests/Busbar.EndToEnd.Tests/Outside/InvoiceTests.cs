using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Invoice reconciliation as partners use it.</summary>
[Collection<OutsideTests>]
public sealed class InvoiceTests(OutsideGateway gateway)
{
    [Fact]
    [Requirement(
        "INV-001", "INV-002", "INV-003", "INV-004", "INV-005", "INV-006", "INV-008", "INV-009", "INV-010", "INV-011", "INV-012", "INV-013", "INV-014", "INV-015", "INV-019",
        "INV-020", "INV-021", "INV-022")]
    public async Task Record_is_taken_listed_passed_on_changed_reconciled_and_removed()
    {
        await using var cpo = await NewAsync("2.3.0", "CPO", "IN1", switchedOn: true);
        await using var emsp = await NewAsync("2.3.0", "EMSP", "IN2", switchedOn: true);
        await using var other = await NewAsync("2.3.0", "EMSP", "IN3", switchedOn: false);
        Assert.Contains("invoicereconciliation/SENDER", emsp.Endpoints.Keys);
        Assert.Contains("invoicereconciliation/RECEIVER", cpo.Endpoints.Keys);
        Assert.DoesNotContain("invoicereconciliation/SENDER", other.Endpoints.Keys);

        (await cpo.SendAsync("POST", cpo.At("cdrs/RECEIVER"), Cdr(cpo, emsp, "IC1").ToJsonString())).Is(201, 1000);
        var url = cpo.Own("invoicereconciliation", "R1");
        (await cpo.SendAsync("PUT", url, Record(cpo, "R1", "INV-1", 1))).Is(404, 2001);
        (await cpo.SendAsync("DELETE", url)).Is(404, 2001);
        (await cpo.SendAsync("PATCH", url, "{}")).Is(405, 2000);
        (await cpo.SendAsync("POST", cpo.At("invoicereconciliation/RECEIVER"), Record(emsp, "R1", "INV-1", 1))).Is(200, 2001);
        (await cpo.SendAsync("POST", cpo.At("invoicereconciliation/RECEIVER"), Record(cpo, "R1", "INV-1", 1))).Is(201, 1000);
        (await cpo.SendAsync("POST", cpo.At("invoicereconciliation/RECEIVER"), Record(cpo, "R1", "INV-1", 1))).Is(200, 1000);
        (await cpo.SendAsync("POST", cpo.At("invoicereconciliation/RECEIVER"), Record(cpo, "R1", "INV-9", 1))).Is(200, 2001);
        Assert.Equal("INV-1", (string?)(await cpo.SendAsync("GET", url)).Is(200, 1000).Data!["invoice_id"]);

        // Who pays is told by the CDRs; it gets the record, and finds it on the list.
        await ArrivesAsync(emsp, "POST /invoicereconciliation/receiver");
        var list = (await emsp.SendAsync("GET", emsp.At("invoicereconciliation/SENDER", "?limit=10"))).Is(200, 1000);
        Assert.Equal(("R1", 1), ((string?)Assert.Single(list.List)!["id"], list.Count("X-Total-Count")));
        Assert.Empty((await emsp.SendAsync("GET", emsp.At("invoicereconciliation/SENDER", "?date_from=2026-03-01T12:00:02Z"))).Is(200, 1000).List);
        Assert.Empty((await emsp.SendAsync("GET", emsp.At("invoicereconciliation/SENDER", "?date_to=2026-03-01T12:00:01Z"))).Is(200, 1000).List);
        (await other.SendAsync("GET", emsp.At("invoicereconciliation/SENDER"))).Is(404, 2001);

        var sums = await gateway.Api.GetAsync("/api/invoicereconciliation/SE/IN1/R1/reconciliation");
        Assert.Equal((1, "MISSING-1"), ((int)sums["counted"]!, (string?)Assert.Single(sums["missing"]!.AsArray())));
        Assert.Equal("EUR", (string?)Assert.Single(sums["totals"]!.AsArray())!["currency"]);
        var verdict = Assert.Single(sums["verdicts"]!.AsArray())!;
        Assert.Equal(("EUR", 1), ((string?)verdict["currency"], (int)verdict["cdrs"]!));

        (await cpo.SendAsync("PUT", url, Record(cpo, "R1", "INV-2", 2))).Is(200, 1000);
        await ArrivesAsync(emsp, "PUT /invoicereconciliation/receiver/SE/IN1/R1");
        var changed = JsonNode.Parse(emsp.Received.Last(call => call.Method == "PUT" && call.Path.EndsWith("/R1", StringComparison.Ordinal)).Body)!;
        Assert.Equal(("INV-2", "2026-03-01T12:00:02Z"), ((string?)changed["invoice_id"], (string?)changed["last_updated"]));
        (await cpo.SendAsync("DELETE", url)).Is(200, 1000);
        await ArrivesAsync(emsp, "DELETE /invoicereconciliation/receiver/SE/IN1/R1");
        (await cpo.SendAsync("GET", url)).Is(404, 2001);
        Assert.DoesNotContain(other.Received, call => call.Path.Contains("invoicereconciliation", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("INV-001", "INV-022")]
    public async Task Reverse_billing_uses_the_same_interface_and_older_versions_have_none()
    {
        await using var cpo = await NewAsync("2.3.0", "CPO", "IN4", switchedOn: true);
        await using var emsp = await NewAsync("2.3.0", "EMSP", "IN5", switchedOn: true);
        await using var old = await NewAsync("2.2.1", "EMSP", "IN6", switchedOn: true);
        Assert.DoesNotContain(old.Endpoints.Keys, endpoint => endpoint.StartsWith("invoicereconciliation", StringComparison.Ordinal));

        (await emsp.SendAsync(
            "POST", emsp.At("invoicereconciliation/RECEIVER"), Record(emsp, "R1", "REV-1", 1),
            ("OCPI-from-country-code", "SE"), ("OCPI-from-party-id", "IN5"), ("OCPI-to-country-code", "SE"), ("OCPI-to-party-id", "IN4"))).Is(201, 1000);

        await ArrivesAsync(cpo, "POST /invoicereconciliation/receiver");
    }

    private async Task<PlainPartner> NewAsync(string version, string role, string party, bool switchedOn)
    {
        var partner = await PlainPartner.StartAsync(version, "SE", party, role);
        partner.Extra.Add("invoicereconciliation/RECEIVER");
        await partner.InviteAsync(gateway.Process);
        if (switchedOn)
        {
            await gateway.Api.SendAsync(HttpMethod.Patch, $"/api/connections/{partner.Connection}", """{"profile":{"modules":{"invoicereconciliation":"both"}}}""");
            await partner.DiscoverAsync();
        }

        await partner.PostCredentialsAsync();
        return partner;
    }

    private static string Record(PlainPartner owner, string id, string invoice, int second) =>
        $$"""{"country_code":"{{owner.Country}}","party_id":"{{owner.Party}}","id":"{{id}}","invoice_id":"{{invoice}}","cdrs":["IC1","MISSING-1"],"last_updated":"2026-03-01T12:00:0{{second}}Z"}""";

    private Task ArrivesAsync(PlainPartner partner, string request) => Eventually.TrueAsync(
        () => partner.ReceivedHeaders.Any(received => received.Request == request), $"{request} arrives", () => gateway.Process.Output, TestContext.Current.CancellationToken);
}
