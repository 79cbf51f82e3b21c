namespace Busbar.Gateway.Tests.Admin;

/// <summary>Small objects of invented parties.</summary>
internal static class AdminSamples
{
    public static string Location(string id, string city = "Utrecht", string lastUpdated = "2026-01-01T00:00:00Z") => $$"""
        {"country_code":"NL","party_id":"CPO","id":"{{id}}","publish":true,"address":"Street 1","city":"{{city}}","country":"NLD",
         "coordinates":{"latitude":"52.100000","longitude":"5.100000"},"time_zone":"Europe/Amsterdam","x_unknown":[1.50],"last_updated":"{{lastUpdated}}"}
        """;

    public static string Token(string uid, string type) => $$"""
        {"country_code":"NL","party_id":"CPO","uid":"{{uid}}","type":"{{type}}","contract_id":"NL-CPO-C0000001","issuer":"Test","valid":true,
         "whitelist":"NEVER","last_updated":"2026-01-01T00:00:00Z"}
        """;

    public static string Session(string id, string status, string lastUpdated, string kwh = "1.5") => $$"""
        {"country_code":"NL","party_id":"CPO","id":"{{id}}","start_date_time":"2026-01-01T00:00:00Z","kwh":{{kwh}},
         "cdr_token":{"country_code":"DE","party_id":"MSP","uid":"U1","type":"RFID","contract_id":"DE-MSP-C0000001"},"auth_method":"WHITELIST",
         "location_id":"L1","evse_uid":"E1","connector_id":"1","currency":"EUR","status":"{{status}}","last_updated":"{{lastUpdated}}"}
        """;
}
