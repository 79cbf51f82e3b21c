using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>Valid objects, written for these tests. Times are given as text so that a test shows what it compares.</summary>
internal static class Samples
{
    public const string Monday = "2026-06-01T08:00:00Z";
    public const string Tuesday = "2026-06-02T08:00:00Z";
    public const string Wednesday = "2026-06-03T08:00:00Z";
    public const string Thursday = "2026-06-04T08:00:00Z";

    public static JsonObject Location(string owner, string id, string lastUpdated = Monday, params JsonObject[] evses)
    {
        var location = new JsonObject
        {
            ["country_code"] = owner[..2], ["party_id"] = owner[3..], ["id"] = id, ["publish"] = true, ["name"] = "Marktplein",
            ["address"] = "Marktplein 1", ["city"] = "Utrecht", ["postal_code"] = "3511 LA", ["country"] = "NLD",
            ["coordinates"] = new JsonObject { ["latitude"] = "52.090700", ["longitude"] = "5.121400" },
            ["time_zone"] = "Europe/Amsterdam",
        };
        if (evses.Length > 0)
        {
            location["evses"] = new JsonArray([.. evses]);
        }

        location["last_updated"] = lastUpdated;
        return location;
    }

    public static JsonObject Evse(string uid, string status = "AVAILABLE", string lastUpdated = Monday, params JsonObject[] connectors) => new()
    {
        ["uid"] = uid, ["evse_id"] = "NL*CPO*E" + uid, ["status"] = status, ["capabilities"] = new JsonArray("RFID_READER"),
        ["connectors"] = new JsonArray(connectors.Length > 0 ? [.. connectors] : [Connector("1", lastUpdated)]),
        ["last_updated"] = lastUpdated,
    };

    public static JsonObject Connector(string id, string lastUpdated = Monday, int amperes = 16) => new()
    {
        ["id"] = id, ["standard"] = "IEC_62196_T2", ["format"] = "SOCKET", ["power_type"] = "AC_3_PHASE",
        ["max_voltage"] = 230, ["max_amperage"] = amperes, ["tariff_ids"] = new JsonArray("T1"), ["last_updated"] = lastUpdated,
    };

    public static JsonObject Tariff(string owner, string id, OcpiVersion version, string lastUpdated = Monday, string price = "0.3500")
    {
        var tariff = new JsonObject
        {
            ["country_code"] = owner[..2], ["party_id"] = owner[3..], ["id"] = id, ["currency"] = "EUR",
            ["elements"] = new JsonArray(new JsonObject
            {
                ["price_components"] = new JsonArray(new JsonObject
                {
                    ["type"] = "ENERGY", ["price"] = JsonNode.Parse(price), ["vat"] = JsonNode.Parse("21.0"), ["step_size"] = 1,
                }),
            }),
        };
        if (version == OcpiVersion.V230)
        {
            tariff["tax_included"] = "NO";
        }

        tariff["last_updated"] = lastUpdated;
        return tariff;
    }

    public static JsonObject Token(string owner, string uid, string type = "RFID", string lastUpdated = Monday, bool valid = true) => new()
    {
        ["country_code"] = owner[..2], ["party_id"] = owner[3..], ["uid"] = uid, ["type"] = type, ["contract_id"] = "DE-MSP-C000000-1",
        ["issuer"] = "Musterstrom", ["valid"] = valid, ["whitelist"] = "ALLOWED", ["last_updated"] = lastUpdated,
    };

    public static JsonObject CdrToken(string owner, string uid = "04AABBCC") => new()
    {
        ["country_code"] = owner[..2], ["party_id"] = owner[3..], ["uid"] = uid, ["type"] = "RFID", ["contract_id"] = "DE-MSP-C000000-1",
    };

    public static JsonObject Period(string start, string volume) => new()
    {
        ["start_date_time"] = start,
        ["dimensions"] = new JsonArray(new JsonObject { ["type"] = "ENERGY", ["volume"] = JsonNode.Parse(volume) }),
    };

    public static JsonObject Session(string owner, string id, string driver, string status = "ACTIVE", string lastUpdated = Monday, string kwh = "1.5") => new()
    {
        ["country_code"] = owner[..2], ["party_id"] = owner[3..], ["id"] = id, ["start_date_time"] = Monday, ["kwh"] = JsonNode.Parse(kwh),
        ["cdr_token"] = CdrToken(driver), ["auth_method"] = "WHITELIST", ["location_id"] = "LOC1", ["evse_uid"] = "E1", ["connector_id"] = "1",
        ["currency"] = "EUR", ["charging_periods"] = new JsonArray(Period(Monday, kwh)), ["status"] = status, ["last_updated"] = lastUpdated,
    };

    public static JsonObject Cdr(string owner, string id, string driver, OcpiVersion version, string cost = "4.00") => new()
    {
        ["country_code"] = owner[..2], ["party_id"] = owner[3..], ["id"] = id, ["start_date_time"] = Monday, ["end_date_time"] = "2026-06-01T09:00:00Z",
        ["session_id"] = "S-" + id, ["cdr_token"] = CdrToken(driver), ["auth_method"] = "WHITELIST",
        ["cdr_location"] = new JsonObject
        {
            ["id"] = "LOC1", ["address"] = "Marktplein 1", ["city"] = "Utrecht", ["country"] = "NLD",
            ["coordinates"] = new JsonObject { ["latitude"] = "52.090700", ["longitude"] = "5.121400" },
            ["evse_uid"] = "E1", ["evse_id"] = "NL*CPO*E1", ["connector_id"] = "1", ["connector_standard"] = "IEC_62196_T2",
            ["connector_format"] = "SOCKET", ["connector_power_type"] = "AC_3_PHASE",
        },
        ["currency"] = "EUR", ["charging_periods"] = new JsonArray(Period(Monday, "10.0")),
        ["total_cost"] = version == OcpiVersion.V230
            ? new JsonObject { ["before_taxes"] = JsonNode.Parse(cost), ["taxes"] = new JsonArray() }
            : new JsonObject { ["excl_vat"] = JsonNode.Parse(cost) },
        ["total_energy"] = JsonNode.Parse("10.0"), ["total_time"] = JsonNode.Parse("1.0"), ["last_updated"] = "2026-06-01T09:05:00Z",
    };

    /// <summary>The object with one property set.</summary>
    public static JsonObject With(this JsonObject json, string property, JsonNode? value)
    {
        json[property] = value;
        return json;
    }

    /// <summary>The object without a property.</summary>
    public static JsonObject Without(this JsonObject json, string property)
    {
        json.Remove(property);
        return json;
    }
}
