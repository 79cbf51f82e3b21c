using System.Globalization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>Documents of an operator on OCPI 2.3.0. The number of a state stands in its time and in one field that every version can say.</summary>
internal static class Documents
{
    private static readonly DateTimeOffset Beginning = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static PartyId Operator { get; } = new("NL", "OPR");

    public static string Time(int state) => (Beginning + TimeSpan.FromSeconds(state)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Tariff(string id, int state) => $$"""
        {"country_code":"NL","party_id":"OPR","id":"{{id}}","currency":"EUR","tax_included":"NO",
        "tariff_alt_text":[{"language":"en","text":"state {{state}}"}],
        "elements":[{"price_components":[{"type":"ENERGY","price":0.25,"step_size":1}]}],"last_updated":"{{Time(state)}}"}
        """;

    public static string Location(string id, int state, string status = "AVAILABLE") => $$"""
        {"country_code":"NL","party_id":"OPR","id":"{{id}}","publish":true,"name":"state {{state}}","address":"Street 1","city":"Town","country":"NLD",
        "coordinates":{"latitude":"52.1","longitude":"4.9"},"time_zone":"Europe/Amsterdam",
        "evses":[{{Evse("E1", state, status)}},{{Evse("E2", state, status)}}],"last_updated":"{{Time(state)}}"}
        """;

    public static string Evse(string uid, int state, string status) => $$"""
        {"uid":"{{uid}}","status":"{{status}}","physical_reference":"{{state}}","connectors":[{"id":"1","standard":"IEC_62196_T2","format":"SOCKET",
        "power_type":"AC_3_PHASE","max_voltage":230,"max_amperage":32,"tariff_ids":["T0"],"last_updated":"2026-01-01T00:00:00Z"}],
        "last_updated":"{{Time(state)}}"}
        """;

    public static string EvsePatch(int state, string status) => $$"""{"status":"{{status}}","last_updated":"{{Time(state)}}"}""";

    public static string Session(string id, string provider, string location, int state, string status = "ACTIVE") => $$"""
        {"country_code":"NL","party_id":"OPR","id":"{{id}}","start_date_time":"2026-02-28T07:00:00Z","kwh":{{state}}.5,
        "cdr_token":{"country_code":"NL","party_id":"{{provider}}","uid":"U1","type":"RFID","contract_id":"NL{{provider}}C1"},"auth_method":"WHITELIST",
        "location_id":"{{location}}","evse_uid":"E1","connector_id":"1","currency":"EUR","status":"{{status}}","last_updated":"{{Time(state)}}"}
        """;

    public static string Cdr(string id, string provider, int number) => $$"""
        {"country_code":"NL","party_id":"OPR","id":"{{id}}","start_date_time":"2026-02-28T07:00:00Z","end_date_time":"2026-02-28T07:30:00Z",
        "session_id":"S{{number}}","cdr_token":{"country_code":"NL","party_id":"{{provider}}","uid":"U1","type":"RFID","contract_id":"NL{{provider}}C1"},
        "auth_method":"WHITELIST","cdr_location":{"id":"L1","address":"Street 1","city":"Town","country":"NLD",
        "coordinates":{"latitude":"52.1","longitude":"4.9"},"evse_uid":"E1","evse_id":"NL*OPR*E1","connector_id":"1",
        "connector_standard":"IEC_62196_T2","connector_format":"SOCKET","connector_power_type":"AC_3_PHASE"},"currency":"EUR",
        "charging_periods":[{"start_date_time":"2026-02-28T07:00:00Z","dimensions":[{"type":"ENERGY","volume":{{number}}.25}]}],
        "total_cost":{"before_taxes":2.5},"total_energy":{{number}}.25,"total_time":0.5,"last_updated":"2026-02-28T08:00:00Z"}
        """;

    /// <summary>A command of a provider on 2.2.1.</summary>
    public static string StartSession(string provider, string location, Uri responseUrl) => $$"""
        {"response_url":"{{responseUrl}}","token":{"country_code":"NL","party_id":"{{provider}}","uid":"U1","type":"APP_USER","contract_id":"NL{{provider}}C1",
        "issuer":"Drivers","valid":true,"whitelist":"NEVER","last_updated":"2026-02-28T08:00:00Z"},"location_id":"{{location}}","evse_uid":"E1"}
        """;
}
