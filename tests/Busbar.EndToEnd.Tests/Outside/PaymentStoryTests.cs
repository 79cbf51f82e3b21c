using System.Text.Json.Nodes;
using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>A payment at a terminal, from its activation to the confirmation, between a provider (PTP) and a CPO of 2.3.0 with the gateway between them.</summary>
[Collection<OutsideTests>]
public sealed class PaymentStoryTests(OutsideGateway gateway)
{
    [Fact]
    [Requirement(
        "PAY-002", "PAY-003", "PAY-004", "PAY-005", "PAY-006", "PAY-007", "PAY-009", "PAY-014", "PAY-021", "PAY-023", "PAY-025", "PAY-026", "PAY-028", "PAY-031", "PAY-033", "PAY-036")]
    public async Task Terminal_is_activated_assigned_used_and_settled()
    {
        await using var ptp = await gateway.JoinAsync("payments", "PT1", "PTP");
        await using var cpo = await gateway.JoinAsync("payments", "PC1", "CPO");
        var day = "2026-03-01T12:00:00Z";

        // What a driver will pay is published as ever.
        (await cpo.SendAsync("PUT", cpo.Own("tariffs", "PTAR"), Tariff(cpo, "PTAR").ToJsonString())).Is(201, 1000);
        var location = Location(cpo, "PLOC");
        location["evses"]![0]!["connectors"]![0]!["tariff_ids"] = new JsonArray("PTAR");
        (await cpo.SendAsync("PUT", cpo.Own("locations", "PLOC"), location.ToJsonString())).Is(201, 1000);

        // 1. The CPO has the terminal of a station activated; the provider makes it at the CPO, without places.
        var activation = new JsonObject { ["reference"] = "SERIAL-1", ["last_updated"] = day };
        (await cpo.SendAsync("POST", cpo.At("payments/SENDER", "/terminals/activate"), activation.ToJsonString(), cpo.To(ptp))).Is(200, 1000);
        Assert.Equal("SERIAL-1", (string?)JsonNode.Parse(await ptp.GetsAsync("POST", "/payments/sender/terminals/activate"))!["reference"]);
        var terminal = new JsonObject { ["terminal_id"] = "TERM-1", ["customer_reference"] = "AGREED", ["reference"] = "SERIAL-1", ["last_updated"] = day };
        (await ptp.SendAsync("POST", ptp.At("payments/RECEIVER", "/terminals"), terminal.ToJsonString(), ptp.To(cpo))).Is(201, 1000);
        Assert.Empty(JsonDifference.Between(terminal, JsonNode.Parse(await cpo.GetsAsync("POST", "/payments/receiver/terminals"))));

        // 2. The CPO assigns places, and says where its invoices are.
        var assignment = new JsonObject { ["location_ids"] = new JsonArray("PLOC"), ["last_updated"] = "2026-03-01T12:01:00Z" };
        (await cpo.SendAsync("PATCH", cpo.At("payments/SENDER", "/terminals/TERM-1"), assignment.ToJsonString(), cpo.To(ptp))).Is(200, 1000);
        await ptp.GetsAsync("PATCH", "/payments/sender/terminals/TERM-1", body => (string?)body["location_ids"]![0] == "PLOC");
        var update = new JsonObject { ["invoice_creator"] = "CPO", ["invoice_base_url"] = "https://cpo.example/invoices", ["last_updated"] = "2026-03-01T12:02:00Z" };
        (await cpo.SendAsync("PUT", cpo.At("payments/SENDER", "/terminals/TERM-1"), update.ToJsonString(), cpo.To(ptp))).Is(200, 1000);
        await ptp.GetsAsync("PUT", "/payments/sender/terminals/TERM-1", body => (string?)body["invoice_creator"] == "CPO");
        var held = (await ptp.SendAsync("GET", ptp.At("payments/RECEIVER", "/terminals/TERM-1"), null, ptp.To(cpo))).Is(200, 1000).Data!;
        Assert.Equal(("PLOC", "CPO", "AGREED"), ((string?)held["location_ids"]![0], (string?)held["invoice_creator"], (string?)held["customer_reference"]));

        // 3. Before a session the provider reads the connector and its tariff; then it starts, naming the payment.
        var connector = (await ptp.SendAsync("GET", ptp.At("locations/SENDER", "/PLOC/E1/1"), null, ptp.To(cpo))).Is(200, 1000).Data!;
        var tariffs = await ptp.CrawlAsync("tariffs", 100, ptp.To(cpo));
        Assert.Contains((string?)connector["tariff_ids"]![0], tariffs.Select(tariff => (string?)tariff["id"]));
        var start = new JsonObject
        {
            ["response_url"] = new Uri(ptp.Url, "/result/1").AbsoluteUri, ["token"] = Token(ptp, "PAID-1", "AD_HOC_USER"), ["location_id"] = "PLOC", ["evse_uid"] = "E1",
            ["connector_id"] = "1", ["authorization_reference"] = "PAYMENT-1",
        };
        (await ptp.SendAsync("POST", ptp.At("commands/RECEIVER", "/START_SESSION"), start.ToJsonString(), ptp.To(cpo))).Is(200, 1000);
        var started = JsonNode.Parse(await cpo.GetsAsync("POST", "/commands/START_SESSION"))!;
        Assert.Equal(("PAYMENT-1", "PLOC", "E1", "1"), ((string?)started["authorization_reference"], (string?)started["location_id"], (string?)started["evse_uid"], (string?)started["connector_id"]));

        // 4. Session and CDR come back to the provider under that reference.
        var session = Session(cpo, ptp, "PSES");
        session["last_updated"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        session["location_id"] = "PLOC";
        session["authorization_reference"] = "PAYMENT-1";
        (await cpo.SendAsync("PUT", cpo.Own("sessions", "PSES"), session.ToJsonString())).Is(201, 1000);
        await ptp.GetsAsync("PUT", $"/sessions/{cpo.Country}/{cpo.Party}/PSES", body => (string?)body["authorization_reference"] == "PAYMENT-1");
        var cdr = Cdr(cpo, ptp, "PCDR");
        (cdr["authorization_reference"], cdr["invoice_reference_id"]) = ("PAYMENT-1", "INV-1");
        (await cpo.SendAsync("POST", cpo.At("cdrs/RECEIVER"), cdr.ToJsonString())).Is(201, 1000);
        await ptp.GetsAsync("POST", "/cdrs", body => (string?)body["authorization_reference"] == "PAYMENT-1" && (string?)body["invoice_reference_id"] == "INV-1");

        // 5. The CPO makes the invoice, so the provider tells what was captured: addressed to nobody, it finds its way by the reference.
        var confirmation = new JsonObject
        {
            ["id"] = "FAC-1", ["authorization_reference"] = "PAYMENT-1", ["total_costs"] = new JsonObject { ["before_taxes"] = JsonNode.Parse("3.18") },
            ["currency"] = "EUR", ["eft_data"] = new JsonArray("Card ending in 12"), ["capture_status_code"] = "SUCCESS", ["last_updated"] = "2026-03-01T14:00:00Z",
        };
        (await ptp.SendAsync("POST", ptp.At("payments/RECEIVER", "/financial-advice-confirmations"), confirmation.ToJsonString())).Is(201, 1000);
        Assert.Empty(JsonDifference.Between(confirmation, JsonNode.Parse(await cpo.GetsAsync("POST", "/payments/receiver/financial-advice-confirmations"))));
        Assert.Equal("FAC-1", (string?)(await cpo.SendAsync("GET", cpo.At("payments/SENDER", "/financial-advice-confirmations/FAC-1"))).Is(200, 1000).Data!["id"]);

        // 6. The terminal is taken out of use.
        (await cpo.SendAsync("POST", cpo.At("payments/SENDER", "/terminals/TERM-1/deactivate"), null, cpo.To(ptp))).Is(200, 1000);
        await ptp.GetsAsync("POST", "/payments/sender/terminals/TERM-1/deactivate");
    }

    [Fact]
    [Requirement("PAY-004", "PAY-018", "PAY-029")]
    public async Task Provider_is_read_and_a_hosted_cpo_assigns_through_the_operator_api()
    {
        await gateway.Api.PutAsync("/api/parties/BE/HPC/CPO", """{"name":"Hosted"}""");
        await using var ptp = await PlainPartner.StartAsync("2.3.0", "AT", "PT2", "PTP");
        ptp.SwitchedOn.Add("payments");
        ptp.Extra.Add("payments/SENDER");
        var terminal = new JsonObject
        {
            ["terminal_id"] = "TERM-2", ["country_code"] = "BE", ["party_id"] = "HPC", ["city"] = "Wien", ["last_updated"] = "2026-03-01T12:00:00Z",
        };
        ptp.Script = request => request.StartsWith("GET /payments/sender/", StringComparison.Ordinal)
            ? (200, new JsonObject
            {
                ["data"] = request.Contains("/terminals?", StringComparison.Ordinal) ? new JsonArray(terminal.DeepClone()) : new JsonArray(),
                ["status_code"] = 1000, ["timestamp"] = Day,
            })
            : null;
        await ptp.InviteAsync(gateway.Process);
        await ptp.PostCredentialsAsync();

        await Gateway.Eventually.GetAsync(
            async () => (await gateway.Api.TrySendAsync(HttpMethod.Get, "/api/terminals/AT/PT2/TERM-2", null)).Status == 200 ? "there" : null,
            "the terminal was read", () => "", TestContext.Current.CancellationToken);
        await gateway.Api.SendAsync(HttpMethod.Patch, "/api/terminals/TERM-2?from=BE/HPC", """{"location_ids":["HLOC"]}""");

        await ptp.GetsAsync("PATCH", "/payments/sender/terminals/TERM-2", body => (string?)body["location_ids"]![0] == "HLOC" && body["last_updated"] is not null);
        Assert.Equal("HLOC", (string?)(await gateway.Api.GetAsync("/api/terminals/AT/PT2/TERM-2"))["location_ids"]![0]);
        await ptp.GetsAsync("GET", "/payments/sender/financial-advice-confirmations?limit=100");
        Assert.Equal(404, (await gateway.Api.TrySendAsync(HttpMethod.Patch, "/api/terminals/NONE?from=BE/HPC", """{"location_ids":["HLOC"]}""")).Status);
        Assert.Equal(422, (await gateway.Api.TrySendAsync(HttpMethod.Post, "/api/terminals/activate?from=BE/HPC&to=AT/PT2", """{"city":"Wien"}""")).Status);
        Assert.Equal(202, (await gateway.Api.TrySendAsync(HttpMethod.Post, "/api/terminals/activate?from=BE/HPC&to=AT/PT2", """{"reference":"S2"}""")).Status);
        Assert.Equal(202, (await gateway.Api.TrySendAsync(HttpMethod.Post, "/api/terminals/TERM-2/deactivate?from=BE/HPC", null)).Status);
    }

    [Fact]
    public async Task Modules_stand_in_the_details_of_those_for_whom_they_are_on()
    {
        await using var ptp = await gateway.JoinAsync("payments", "PT3", "PTP");

        Assert.Contains("payments/SENDER", ptp.Endpoints.Keys);
        Assert.Contains("payments/RECEIVER", ptp.Endpoints.Keys);
        Assert.DoesNotContain("bookings/SENDER", ptp.Endpoints.Keys);
        Assert.DoesNotContain("payments/SENDER", gateway.Cpo230.Endpoints.Keys);
        Assert.Equal(404, (await gateway.Cpo230.SendAsync("GET", ptp.At("payments/SENDER", "/terminals"))).Status);
    }
}
