using System.Globalization;
using System.Text.Json.Nodes;

namespace Busbar.Soak.Platforms;

/// <summary>Documents of an operator on OCPI 2.2.1 or 2.3.0. The number of a state stands in its time and in fields that every version can say.</summary>
internal sealed class Documents(string party, string version)
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Statuses = ["AVAILABLE", "CHARGING", "BLOCKED", "OUTOFORDER", "RESERVED", "INOPERATIVE"];

    public static string Time(int state) => (Beginning + TimeSpan.FromSeconds(state)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public JsonObject Tariff(string id, int state)
    {
        var tariff = Owned(id);
        tariff["currency"] = "EUR";
        tariff["tariff_alt_text"] = new JsonArray(new JsonObject { ["language"] = "en", ["text"] = $"state {state}" });
        tariff["elements"] = new JsonArray(new JsonObject
        {
            ["price_components"] = new JsonArray(new JsonObject { ["type"] = "ENERGY", ["price"] = (state % 1000) / 1000m, ["step_size"] = 1 }),
        });
        if (version == "2.3.0")
        {
            tariff["tax_included"] = "NO";
        }

        return Dated(tariff, state);
    }

    public JsonObject Location(string id, int state)
    {
        var location = Owned(id);
        location["publish"] = true;
        location["name"] = $"state {state}";
        location["address"] = $"Street {state % 97}";
        location["city"] = "Town";
        location["postal_code"] = "1234 AB";
        location["country"] = "NLD";
        location["coordinates"] = new JsonObject { ["latitude"] = "52.10000", ["longitude"] = "4.90000" };
        location["time_zone"] = "Europe/Amsterdam";
        location["evses"] = new JsonArray(Evse("E1", state), Evse("E2", state));
        return Dated(location, state);
    }

    public static JsonObject Evse(string uid, int state) => Dated(
        new JsonObject
        {
            ["uid"] = uid,
            ["status"] = Statuses[state % Statuses.Length],
            ["physical_reference"] = $"{state}",
            ["connectors"] = new JsonArray(Dated(
                new JsonObject
                {
                    ["id"] = "1", ["standard"] = "IEC_62196_T2", ["format"] = "SOCKET", ["power_type"] = "AC_3_PHASE", ["max_voltage"] = 230, ["max_amperage"] = 32,
                    ["tariff_ids"] = new JsonArray("T0"),
                },
                state)),
        },
        state);

    public static JsonObject EvseStatus(int state) => Dated(new JsonObject { ["status"] = Statuses[state % Statuses.Length] }, state);

    public JsonObject Session(string id, string provider, string location, int state, bool over)
    {
        var session = Owned(id);
        session["start_date_time"] = "2025-12-31T07:00:00Z";
        session["kwh"] = state + 0.5m;
        session["cdr_token"] = CdrToken(provider);
        session["auth_method"] = "WHITELIST";
        session["location_id"] = location;
        session["evse_uid"] = "E1";
        session["connector_id"] = "1";
        session["currency"] = "EUR";
        session["status"] = over ? "COMPLETED" : "ACTIVE";
        if (over)
        {
            session["end_date_time"] = "2025-12-31T07:30:00Z";
        }

        return Dated(session, state);
    }

    public JsonObject Cdr(string id, string provider, int number)
    {
        var cdr = Owned(id);
        cdr["start_date_time"] = "2025-12-31T07:00:00Z";
        cdr["end_date_time"] = "2025-12-31T07:30:00Z";
        cdr["cdr_token"] = CdrToken(provider);
        cdr["auth_method"] = "WHITELIST";
        cdr["cdr_location"] = new JsonObject
        {
            ["id"] = "L", ["address"] = "Street 1", ["city"] = "Town", ["postal_code"] = "1234 AB", ["country"] = "NLD",
            ["coordinates"] = new JsonObject { ["latitude"] = "52.10000", ["longitude"] = "4.90000" }, ["evse_uid"] = "E1", ["evse_id"] = "NL*OPA*E1",
            ["connector_id"] = "1", ["connector_standard"] = "IEC_62196_T2", ["connector_format"] = "SOCKET", ["connector_power_type"] = "AC_3_PHASE",
        };
        cdr["currency"] = "EUR";
        cdr["charging_periods"] = new JsonArray(new JsonObject
        {
            ["start_date_time"] = "2025-12-31T07:00:00Z", ["dimensions"] = new JsonArray(new JsonObject { ["type"] = "ENERGY", ["volume"] = number + 0.25m }),
        });
        cdr["total_cost"] = new JsonObject { [version == "2.3.0" ? "before_taxes" : "excl_vat"] = number + 0.5m };
        cdr["total_energy"] = number + 0.25m;
        cdr["total_time"] = 0.5m;
        return Dated(cdr, number);
    }

    private JsonObject Owned(string id) => new() { ["country_code"] = "NL", ["party_id"] = party, ["id"] = id };

    private static JsonObject CdrToken(string provider) =>
        new() { ["country_code"] = "NL", ["party_id"] = provider, ["uid"] = "U1", ["type"] = "RFID", ["contract_id"] = $"NL{provider}C1" };

    private static JsonObject Dated(JsonObject document, int state)
    {
        document["last_updated"] = Time(state);
        return document;
    }
}
