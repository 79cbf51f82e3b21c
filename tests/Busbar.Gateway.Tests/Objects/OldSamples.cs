using System.Text.Json.Nodes;
using static Busbar.Gateway.Tests.Objects.Samples;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>Valid objects of 2.1.1, made for these tests. They do not name their owner.</summary>
internal static class OldSamples
{
    public const string Contract = "DE-MSP-C000000-1";

    public static JsonObject OldLocation(string id, string lastUpdated = Monday, params JsonObject[] evses) => new()
    {
        ["id"] = id, ["type"] = "PARKING_LOT", ["name"] = "Marktplein", ["address"] = "Marktplein 1", ["city"] = "Utrecht", ["postal_code"] = "3511 LA",
        ["country"] = "NLD", ["coordinates"] = new JsonObject { ["latitude"] = "52.090700", ["longitude"] = "5.121400" }, ["time_zone"] = "Europe/Amsterdam",
        ["evses"] = new JsonArray(evses.Length > 0 ? [.. evses] : [OldEvse("E1")]), ["last_updated"] = lastUpdated,
    };

    public static JsonObject OldEvse(string uid, string status = "AVAILABLE", string lastUpdated = Monday) => new()
    {
        ["uid"] = uid, ["evse_id"] = "NL*CPO*" + uid, ["status"] = status, ["connectors"] = new JsonArray(OldConnector("1", "T1", lastUpdated)), ["last_updated"] = lastUpdated,
    };

    public static JsonObject OldConnector(string id, string tariff, string lastUpdated = Monday) => new()
    {
        ["id"] = id, ["standard"] = "IEC_62196_T2", ["format"] = "SOCKET", ["power_type"] = "AC_3_PHASE", ["voltage"] = 230, ["amperage"] = 16,
        ["tariff_id"] = tariff, ["last_updated"] = lastUpdated,
    };

    public static JsonObject OldTariff(string id, string price = "0.25", string lastUpdated = Monday) => new()
    {
        ["id"] = id, ["currency"] = "EUR", ["elements"] = new JsonArray(Element("ENERGY", price)), ["last_updated"] = lastUpdated,
    };

    public static JsonObject Element(string dimension, string price) => new()
    {
        ["price_components"] = new JsonArray(new JsonObject { ["type"] = dimension, ["price"] = JsonNode.Parse(price), ["step_size"] = 1 }),
    };

    public static JsonObject OldToken(string uid, string type = "RFID", string lastUpdated = Monday) => new()
    {
        ["uid"] = uid, ["type"] = type, ["auth_id"] = Contract, ["issuer"] = "Musterstrom", ["valid"] = true, ["whitelist"] = "ALLOWED", ["last_updated"] = lastUpdated,
    };

    public static JsonObject OldSession(string id, string contract = Contract, string lastUpdated = Monday) => new()
    {
        ["id"] = id, ["start_datetime"] = Monday, ["kwh"] = JsonNode.Parse("1.5"), ["auth_id"] = contract, ["auth_method"] = "AUTH_REQUEST",
        ["location"] = OldLocation("LOC1"), ["currency"] = "EUR", ["status"] = "ACTIVE", ["last_updated"] = lastUpdated,
    };

    public static JsonObject OldCdr(string id, string contract = Contract, string cost = "4.00") => new()
    {
        ["id"] = id, ["start_date_time"] = Monday, ["stop_date_time"] = "2026-06-01T09:00:00Z", ["auth_id"] = contract, ["auth_method"] = "AUTH_REQUEST",
        ["location"] = OldLocation("LOC1"), ["currency"] = "EUR", ["charging_periods"] = new JsonArray(Period(Monday, "10.0")), ["total_cost"] = JsonNode.Parse(cost),
        ["total_energy"] = JsonNode.Parse("10.0"), ["total_time"] = JsonNode.Parse("1.0"), ["last_updated"] = "2026-06-01T09:05:00Z",
    };
}
