using System.Net;
using System.Text;
using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Gateway.Tests.Admin;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Gateway.Tests.Verdicts;

/// <summary>A hosted operator with one connector and its tariff, and documents about it.</summary>
internal static class ChargingWorld
{
    public const string Session = "/api/sessions/NL/CPO/S1";

    public static async Task<OperatorGateway> StartAsync(DirectoryInfo? folder = null)
    {
        var gateway = await OperatorGateway.StartAsync(folder);
        await gateway.PutAsync("/api/parties/NL/CPO/CPO");
        (await gateway.PutAsync("/api/tariffs/NL/CPO/T1", Tariff("0.25", "2026-01-01T00:00:00Z"))).Is(HttpStatusCode.Created);
        (await gateway.PutAsync("/api/locations/NL/CPO/L1", Location)).Is(HttpStatusCode.Created);
        return gateway;
    }

    public static string Location => """
        {"country_code":"NL","party_id":"CPO","id":"L1","publish":true,"address":"Street 1","city":"Utrecht","country":"NLD","coordinates":{"latitude":"52.100000","longitude":"5.100000"},
         "evses":[{"uid":"E1","evse_id":"NL*CPO*E1","status":"AVAILABLE","connectors":[{"id":"1","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE","max_voltage":230,
         "max_amperage":16,"tariff_ids":["T1"],"last_updated":"2026-01-01T00:00:00Z"}],"last_updated":"2026-01-01T00:00:00Z"}],"time_zone":"Europe/Amsterdam","last_updated":"2026-01-01T00:00:00Z"}
        """;

    public static string Tariff(string price, string lastUpdated) => $$"""
        {"country_code":"NL","party_id":"CPO","id":"T1","currency":"EUR","tax_included":"NO",
         "elements":[{"price_components":[{"type":"ENERGY","price":{{price}},"vat":21,"step_size":1}]}],"last_updated":"{{lastUpdated}}"}
        """;

    public static string RunningSession(string kwh = "10") => $$"""
        {"country_code":"NL","party_id":"CPO","id":"S1","start_date_time":"2026-02-01T10:00:00Z","kwh":{{kwh}},
         "cdr_token":{"country_code":"DE","party_id":"MSP","uid":"U1","type":"RFID","contract_id":"DE-MSP-C0000001"},"auth_method":"WHITELIST",
         "location_id":"L1","evse_uid":"E1","connector_id":"1","currency":"EUR","status":"ACTIVE","last_updated":"2026-02-01T11:00:00Z"}
        """;

    /// <summary>20 kWh from 10:00 to 12:00.</summary>
    public static string Cdr(string id, string total, string? tariff = null, string party = "CPO", string more = "") => $$"""
        {"country_code":"NL","party_id":"{{party}}","id":"{{id}}","start_date_time":"2026-02-01T10:00:00Z","end_date_time":"2026-02-01T12:00:00Z",
         "cdr_token":{"country_code":"DE","party_id":"MSP","uid":"U1","type":"RFID","contract_id":"DE-MSP-C0000001"},"auth_method":"WHITELIST",
         "cdr_location":{"id":"L1","address":"Street 1","city":"Utrecht","country":"NLD","coordinates":{"latitude":"52.100000","longitude":"5.100000"},"evse_uid":"E1","evse_id":"NL*CPO*E1",
         "connector_id":"1","connector_standard":"IEC_62196_T2","connector_format":"SOCKET","connector_power_type":"AC_3_PHASE"},"currency":"EUR",{{(tariff is null ? "" : $"\"tariffs\":[{tariff}],")}}
         "charging_periods":[{"start_date_time":"2026-02-01T10:00:00Z","dimensions":[{"type":"ENERGY","volume":20}]}],{{more}}
         "total_cost":{"before_taxes":{{total}}},"total_energy":20,"total_time":2,"last_updated":"2026-02-01T12:00:00Z"}
        """;

    /// <summary>A partner that brings CDRs of NL/PTN.</summary>
    public static async Task<Connection> PartnerAsync(this OperatorGateway gateway, string policy)
    {
        var id = (await gateway.PostAsync("/api/connections", """{"name":"Partner","parties":[{"country_code":"NL","party_id":"PTN","role":"CPO"}]}""")).Is(HttpStatusCode.Created)["id"];
        (await gateway.PutAsync($"/api/connections/{id}/cdr-policy", $$"""{"policy":"{{policy}}"}""")).Is(HttpStatusCode.OK);
        var connection = gateway.App.Services.GetRequiredService<ConnectionDirectory>().Current.Find(Guid.Parse(id))!;
        return connection with { Parties = connection.Declared };
    }

    public static async Task BringAsync(this OperatorGateway gateway, Connection partner, string cdr) => Assert.True((await gateway.App.Services.GetRequiredService<ObjectIntake>()
        .AddCdrAsync(IntakeSource.Of(partner, OcpiVersion.V230), Encoding.UTF8.GetBytes(cdr), TestContext.Current.CancellationToken)).Succeeded);

    public static async Task<PartyId?> AudienceAsync(this OperatorGateway gateway, string cdr, string party = "PTN") => (await gateway.App.Services.GetRequiredService<IObjectStore>()
        .FindAsync(new ObjectKey(ModuleId.Cdrs, new PartyId("NL", party), cdr), TestContext.Current.CancellationToken))!.Facts.Audience;

    /// <summary>The verdict on a CDR, as soon as there is one.</summary>
    public static async Task<Reply> VerdictAsync(this OperatorGateway gateway, string cdr, string party = "CPO", string query = "")
    {
        var url = $"/api/cdrs/NL/{party}/{cdr}/verdict{query}";
        await Until.TrueAsync(async () => (await gateway.GetAsync(url)).Status != HttpStatusCode.NotFound);
        return (await gateway.GetAsync(url)).Is(HttpStatusCode.OK);
    }

    public static string Of(this Reply reply, string member) => reply.Json.GetProperty("verdict").GetProperty(member).ToString();
}
