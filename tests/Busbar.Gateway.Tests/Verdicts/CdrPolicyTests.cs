using System.Net;
using Busbar.Gateway.Tests.Admin;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Gateway.Tests.Verdicts;

public sealed class CdrPolicyTests
{
    private static readonly PartyId Provider = new("DE", "MSP");

    private static string Tariff => ChargingWorld.Tariff("0.25", "2026-01-01T00:00:00Z").Replace("\"CPO\"", "\"PTN\"", StringComparison.Ordinal);

    [Fact]
    public async Task By_default_every_cdr_is_passed_on_at_once()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var partner = await gateway.PartnerAsync("accept");
        await gateway.BringAsync(partner, ChargingWorld.Cdr("C1", "6.00", Tariff, "PTN"));
        Assert.Equal(Provider, await gateway.AudienceAsync("C1"));
        var verdict = await gateway.VerdictAsync("C1", "PTN");
        Assert.Equal(("disagrees", "accepted", partner.Id.ToString()), (verdict.Of("outcome"), verdict.Of("state"), verdict.Of("connection")));
    }

    [Fact]
    public async Task Held_cdr_reaches_nobody_until_it_is_accepted()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var partner = await gateway.PartnerAsync("hold");
        await gateway.BringAsync(partner, ChargingWorld.Cdr("C1", "6.00", Tariff, "PTN"));
        Assert.NotEqual(Provider, await gateway.AudienceAsync("C1"));
        var verdict = await gateway.VerdictAsync("C1", "PTN");
        Assert.Equal(("disagrees", "held"), (verdict.Of("outcome"), verdict.Of("state")));
        Assert.NotEqual(Provider, await gateway.AudienceAsync("C1"));
        Assert.Equal(1, (await gateway.GetAsync("/api/verdicts?state=held")).Json.GetProperty("items").GetArrayLength());
        var reader = (await gateway.PostAsync("/api/connections", """{"name":"Reader","parties":[{"country_code":"DE","party_id":"MSP","role":"EMSP"}]}"""))["id"];
        Assert.DoesNotContain("\"visible\":true", (await gateway.GetAsync($"/api/why?connection={reader}&object=cdrs/NL/PTN/C1")).Text, StringComparison.Ordinal);

        var accepted = (await gateway.PostAsync("/api/cdrs/NL/PTN/C1/accept", """{"note":"Agreed by phone"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("accepted", "Agreed by phone"), (accepted["state"], accepted["note"]));
        Assert.Equal(Provider, await gateway.AudienceAsync("C1"));
    }

    [Fact]
    public async Task Cdr_that_is_right_passes_by_itself_and_repeating_it_holds_nothing_back()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var partner = await gateway.PartnerAsync("hold");
        var cdr = ChargingWorld.Cdr("C1", "5.00", Tariff, "PTN");
        await gateway.BringAsync(partner, cdr);
        Assert.Equal("accepted", (await gateway.VerdictAsync("C1", "PTN")).Of("state"));
        Assert.Equal(Provider, await gateway.AudienceAsync("C1"));
        await gateway.BringAsync(partner, cdr);
        Assert.Equal(Provider, await gateway.AudienceAsync("C1"));
    }

    [Fact]
    public async Task Disputed_cdr_stays_here()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var partner = await gateway.PartnerAsync("dispute");
        await gateway.BringAsync(partner, ChargingWorld.Cdr("C1", "6.00", Tariff, "PTN"));
        await gateway.BringAsync(partner, ChargingWorld.Cdr("C2", "6.00", null, "PTN"));
        Assert.Equal("disputed", (await gateway.VerdictAsync("C1", "PTN")).Of("state"));
        Assert.Equal("held", (await gateway.VerdictAsync("C2", "PTN")).Of("state"));
        Assert.Equal("disputed", (await gateway.PostAsync("/api/cdrs/NL/PTN/C2/dispute")).Is(HttpStatusCode.OK)["state"]);
        Assert.NotEqual(Provider, await gateway.AudienceAsync("C2"));
        (await gateway.PostAsync("/api/cdrs/NL/PTN/C3/dispute")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_agreed_about_rounding_is_part_of_the_check()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var partner = await gateway.PartnerAsync("hold");
        var url = $"/api/connections/{partner.Id}/cdr-policy";
        var set = (await gateway.PutAsync(url, """{"rounding_point":"total","rounding_mode":"up","rounding_decimals":0,"tolerance":0.05}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("hold", "total", "up", "0", "0.05"), (set["policy"], set["rounding_point"], set["rounding_mode"], set["rounding_decimals"], set["tolerance"]));
        Assert.Equal(set.Text, (await gateway.GetAsync(url)).Text);
        await gateway.BringAsync(partner, ChargingWorld.Cdr("C1", "6.00", Tariff.Replace("0.25", "0.26", StringComparison.Ordinal), "PTN"));
        Assert.Equal("agrees", (await gateway.VerdictAsync("C1", "PTN")).Of("outcome"));

        (await gateway.PutAsync(url, """{"policy":"refuse","rounding_decimals":9,"tolerance":2}""")).IsProblem(HttpStatusCode.BadRequest);
        (await gateway.GetAsync($"/api/connections/{Guid.NewGuid()}/cdr-policy")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_decision_that_was_agreed_is_part_of_the_check()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var partner = await gateway.PartnerAsync("hold");
        var url = $"/api/connections/{partner.Id}/cdr-policy";
        var set = (await gateway.PutAsync(url, """{"decisions":{"D-EXT":"HONOURED","D-TAX":[{"name":"GST","percentage":5}],"D-ROUND":{"taxes":"ON_TOTAL"}}}""")).Is(HttpStatusCode.OK);
        var decisions = set.Json.GetProperty("decisions");
        Assert.Equal(("HONOURED", "ON_TOTAL", "hold"), (decisions.GetProperty("D-EXT").GetString(), decisions.GetProperty("D-ROUND").GetProperty("taxes").GetString(), set["policy"]));
        Assert.Equal("GST", decisions.GetProperty("D-TAX")[0].GetProperty("name").GetString());
        var kept = (await gateway.PutAsync(url, """{"rounding_point":"line","decisions":{"D-ROUND":{"point":"TOTAL","decimals":0,"mode":"UP"}}}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("line", "0", "up"), (kept["rounding_point"], kept["rounding_decimals"], kept["rounding_mode"]));
        Assert.Equal("HONOURED", kept.Json.GetProperty("decisions").GetProperty("D-EXT").GetString());
        await gateway.BringAsync(partner, ChargingWorld.Cdr("C1", "6.00", Tariff.Replace("0.25", "0.26", StringComparison.Ordinal), "PTN"));
        Assert.Equal("agrees", (await gateway.VerdictAsync("C1", "PTN")).Of("outcome"));

        (await gateway.PutAsync(url, """{"decisions":{"D-WHAT":"EVER"}}""")).IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(kept.Text, (await gateway.GetAsync(url)).Text);
    }
}
