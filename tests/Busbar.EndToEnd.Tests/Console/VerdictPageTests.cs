using System.Net;
using Busbar.EndToEnd.Tests.Gateway;

namespace Busbar.EndToEnd.Tests.Console;

[Collection(typeof(ConsoleTests))]
public sealed class VerdictPageTests(ConsoleGateway gateway)
{
    private const string Cdr = "CHARGED-1";
    private const string Page = $"/verdicts/NL/QUA?id={Cdr}";

    [Fact]
    public async Task A_verdict_is_listed_explained_in_every_language_and_decided()
    {
        await PublishAsync();
        using var visitor = await gateway.SignInAsync();
        await Eventually.GetAsync(
            async () => (await visitor.ReadAsync("/verdicts?only=disagrees")).Contains(Cdr, StringComparison.Ordinal) ? "listed" : null,
            "the verdict appears", () => "", TestContext.Current.CancellationToken);

        var page = await visitor.ReadAsync(Page);
        Assert.Contains("not what the tariff says", page, StringComparison.Ordinal);
        Assert.Contains("the amount with taxes stands where the amount without belongs", page, StringComparison.Ordinal);
        Assert.Contains("Der CDR kostet nicht, was sein Tarif sagt.", await visitor.ReadAsync(Page + "&language=de"), StringComparison.Ordinal);
        Assert.Contains("De CDR kost niet wat zijn tarief zegt.", await visitor.ReadAsync(Page + "&language=nl"), StringComparison.Ordinal);

        using var disputed = await visitor.SubmitAsync(Page, $"/verdicts/NL/QUA/dispute?id={Cdr}", ("note", "Taxes <twice>"));
        Assert.Equal(HttpStatusCode.Redirect, disputed.StatusCode);
        page = await visitor.ReadAsync(disputed.Headers.Location!.ToString());
        Assert.Contains("Taxes &lt;twice&gt;", page, StringComparison.Ordinal);
        Assert.Contains(Cdr, await visitor.ReadAsync("/verdicts?only=disputed"), StringComparison.Ordinal);
        Assert.Contains($"verdicts/NL/QUA?id={Cdr}", await visitor.ReadAsync($"/objects/cdrs/NL/QUA?id={Cdr}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deciding_needs_the_form_of_the_page()
    {
        using var visitor = await gateway.SignInAsync();
        using var answer = await visitor.PostAsync($"/verdicts/NL/QUA/accept?id={Cdr}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private Task<System.Text.Json.Nodes.JsonNode> PublishAsync() => gateway.Process.Api.PutAsync($"/api/cdrs/NL/QUA/{Cdr}", $$"""
        {"country_code":"NL","party_id":"QUA","id":"{{Cdr}}","start_date_time":"2026-02-01T10:00:00Z","end_date_time":"2026-02-01T12:00:00Z",
         "cdr_token":{"country_code":"DE","party_id":"MSP","uid":"U1","type":"RFID","contract_id":"DE-MSP-C0000001"},"auth_method":"WHITELIST",
         "cdr_location":{"id":"QUAY-1","address":"Kade 1","city":"Utrecht","country":"NLD","coordinates":{"latitude":"52.090700","longitude":"5.121400"},"evse_uid":"E1","evse_id":"NL*QUA*E1",
         "connector_id":"1","connector_standard":"IEC_62196_T2","connector_format":"SOCKET","connector_power_type":"AC_3_PHASE"},"currency":"EUR",
         "tariffs":[{"country_code":"NL","party_id":"QUA","id":"T1","currency":"EUR","tax_included":"NO",
          "elements":[{"price_components":[{"type":"ENERGY","price":0.25,"vat":21,"step_size":1}]}],"last_updated":"2026-01-01T00:00:00Z"}],
         "charging_periods":[{"start_date_time":"2026-02-01T10:00:00Z","dimensions":[{"type":"ENERGY","volume":20}]}],
         "total_cost":{"before_taxes":6.05},"total_energy":20,"total_time":2,"last_updated":"2026-02-01T12:00:00Z"}
        """);
}
