using System.Text.Json.Nodes;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Small objects that are correct in 2.2.1 and in 2.3.0 (a 2.3.0 tariff needs tax_included besides).</summary>
internal static class Documents
{
    public const string Day = "2026-03-01T12:00:00Z";

    public static JsonObject Location(PlainPartner owner, string id, string lastUpdated = Day) => new()
    {
        ["country_code"] = owner.Country, ["party_id"] = owner.Party, ["id"] = id, ["publish"] = true, ["address"] = "Kade 1", ["city"] = "Gent", ["country"] = "BEL",
        ["coordinates"] = new JsonObject { ["latitude"] = "51.047599", ["longitude"] = "3.729944" },
        ["time_zone"] = "Europe/Brussels", ["evses"] = new JsonArray(Evse("E1", lastUpdated)), ["last_updated"] = lastUpdated,
    };

    public static JsonObject Evse(string uid, string lastUpdated = Day) => new()
    {
        ["uid"] = uid, ["status"] = "AVAILABLE", ["connectors"] = new JsonArray(Connector("1", lastUpdated)), ["last_updated"] = lastUpdated,
    };

    public static JsonObject Connector(string id, string lastUpdated = Day) => new()
    {
        ["id"] = id, ["standard"] = "IEC_62196_T2", ["format"] = "SOCKET", ["power_type"] = "AC_3_PHASE", ["max_voltage"] = 230, ["max_amperage"] = 32,
        ["last_updated"] = lastUpdated,
    };

    public static JsonObject Tariff(PlainPartner owner, string id, string lastUpdated = Day)
    {
        var tariff = new JsonObject
        {
            ["country_code"] = owner.Country, ["party_id"] = owner.Party, ["id"] = id, ["currency"] = "EUR",
            ["elements"] = new JsonArray(new JsonObject
            {
                ["price_components"] = new JsonArray(new JsonObject { ["type"] = "ENERGY", ["price"] = JsonNode.Parse("0.250"), ["step_size"] = 1 }),
            }),
            ["last_updated"] = lastUpdated,
        };
        if (owner.Version == "2.3.0")
        {
            tariff["tax_included"] = "NO";
        }

        return tariff;
    }

    public static JsonObject Token(PlainPartner owner, string uid, string type = "RFID", string lastUpdated = Day) => new()
    {
        ["country_code"] = owner.Country, ["party_id"] = owner.Party, ["uid"] = uid, ["type"] = type, ["contract_id"] = $"NL-{owner.Party}-C1", ["issuer"] = "Plain",
        ["valid"] = true, ["whitelist"] = "ALWAYS", ["last_updated"] = lastUpdated,
    };

    public static JsonObject CdrToken(PlainPartner owner, string uid) => new()
    {
        ["country_code"] = owner.Country, ["party_id"] = owner.Party, ["uid"] = uid, ["type"] = "RFID", ["contract_id"] = $"NL-{owner.Party}-C1",
    };

    public static JsonObject Session(PlainPartner owner, PlainPartner driver, string id, string lastUpdated = Day) => new()
    {
        ["country_code"] = owner.Country, ["party_id"] = owner.Party, ["id"] = id, ["start_date_time"] = Day, ["kwh"] = JsonNode.Parse("0.00"),
        ["cdr_token"] = CdrToken(driver, "U1"), ["auth_method"] = "WHITELIST", ["location_id"] = "L1", ["evse_uid"] = "E1", ["connector_id"] = "1",
        ["currency"] = "EUR", ["status"] = "ACTIVE", ["last_updated"] = lastUpdated,
    };

    public static JsonObject Cdr(PlainPartner owner, PlainPartner driver, string id) => new()
    {
        ["country_code"] = owner.Country, ["party_id"] = owner.Party, ["id"] = id, ["start_date_time"] = Day, ["end_date_time"] = "2026-03-01T13:00:00Z",
        ["cdr_token"] = CdrToken(driver, "U1"), ["auth_method"] = "WHITELIST",
        ["cdr_location"] = new JsonObject
        {
            ["id"] = "L1", ["address"] = "Kade 1", ["city"] = "Gent", ["country"] = "BEL",
            ["coordinates"] = new JsonObject { ["latitude"] = "51.047599", ["longitude"] = "3.729944" },
            ["evse_uid"] = "E1", ["evse_id"] = "BE*CPA*E1", ["connector_id"] = "1", ["connector_standard"] = "IEC_62196_T2", ["connector_format"] = "SOCKET",
            ["connector_power_type"] = "AC_3_PHASE",
        },
        ["currency"] = "EUR",
        ["charging_periods"] = new JsonArray(new JsonObject
        {
            ["start_date_time"] = Day,
            ["dimensions"] = new JsonArray(new JsonObject { ["type"] = "ENERGY", ["volume"] = JsonNode.Parse("10.50") }),
        }),
        ["total_cost"] = owner.Version == "2.3.0"
            ? new JsonObject { ["before_taxes"] = JsonNode.Parse("2.630"), ["taxes"] = new JsonArray(new JsonObject { ["name"] = "VAT", ["amount"] = JsonNode.Parse("0.55") }) }
            : new JsonObject { ["excl_vat"] = JsonNode.Parse("2.630"), ["incl_vat"] = JsonNode.Parse("3.18") },
        ["total_energy"] = JsonNode.Parse("10.50"), ["total_time"] = JsonNode.Parse("1.0"), ["last_updated"] = "2026-03-01T13:00:00Z",
    };
}
