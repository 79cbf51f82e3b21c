using System.Globalization;
using System.Text.Json.Nodes;

namespace Busbar.EndToEnd.Tests.Matrix;

/// <summary>The documents of a charging story, each written as its version writes it.</summary>
internal static class MatrixDocuments
{
    public const string Day = "2026-03-01T12:00:00Z";

    public static JsonObject Tariff(MatrixPartner owner, string id)
    {
        var tariff = Owned(owner);
        tariff["id"] = id;
        tariff["currency"] = "EUR";
        tariff["elements"] = new JsonArray(new JsonObject
        {
            ["price_components"] = new JsonArray(new JsonObject { ["type"] = "ENERGY", ["price"] = Number("0.25"), ["step_size"] = 1 }),
        });
        if (!owner.IsOld)
        {
            tariff["type"] = "REGULAR";
        }

        if (owner.Version == "2.3.0")
        {
            tariff["tax_included"] = "NO";
        }

        tariff["last_updated"] = Day;
        return tariff;
    }

    public static JsonObject Location(MatrixPartner owner, string id, string tariff, string status = "AVAILABLE", string lastUpdated = Day)
    {
        var location = Owned(owner);
        location["id"] = id;
        location[owner.IsOld ? "type" : "publish"] = owner.IsOld ? "ON_STREET" : true;
        location["name"] = "Kade";
        location["address"] = "Kade 1";
        location["city"] = "Gent";
        location["postal_code"] = "9000";
        location["country"] = "BEL";
        location["coordinates"] = new JsonObject { ["latitude"] = "51.047599", ["longitude"] = "3.729944" };
        location["evses"] = new JsonArray(Evse(owner, tariff, status, lastUpdated));
        location["time_zone"] = "Europe/Brussels";
        if (!owner.IsOld)
        {
            location["state"] = "VOV";
        }

        if (owner.Version == "2.3.0")
        {
            location["help_phone"] = "+3290000000";
        }

        location["last_updated"] = lastUpdated;
        return location;
    }

    public static JsonObject Evse(MatrixPartner owner, string tariff, string status, string lastUpdated) => new()
    {
        ["uid"] = "E1", ["evse_id"] = "BE*CPO*E1", ["status"] = status, ["capabilities"] = owner.IsOld ? new JsonArray("RFID_READER", "REMOTE_START_STOP_CAPABLE") : new JsonArray("RFID_READER", "REMOTE_START_STOP_CAPABLE", "CHIP_CARD_SUPPORT"),
        ["connectors"] = new JsonArray(Connector(owner, tariff)), ["last_updated"] = lastUpdated,
    };

    public static JsonObject Token(MatrixPartner owner, string uid)
    {
        var token = Owned(owner);
        token["uid"] = uid;
        token["type"] = "RFID";
        token[owner.IsOld ? "auth_id" : "contract_id"] = Contract(owner, uid);
        token["issuer"] = owner.Party;
        token["valid"] = true;
        token["whitelist"] = "ALLOWED";
        if (!owner.IsOld)
        {
            token["group_id"] = $"G{uid}";
        }

        token["last_updated"] = Day;
        return token;
    }

    /// <summary>What auth_id was and contract_id is.</summary>
    public static string Contract(MatrixPartner owner, string uid) => $"{owner.Country}-{owner.Party}-C{uid}";

    public static JsonObject Session(MatrixPartner cpo, Driver driver, string id, string location, DateTimeOffset now)
    {
        var session = Owned(cpo);
        session["id"] = id;
        session[cpo.IsOld ? "start_datetime" : "start_date_time"] = Text(now);
        session["kwh"] = Number("0.0");
        session["auth_method"] = cpo.IsOld ? "AUTH_REQUEST" : "COMMAND";
        session["currency"] = "EUR";
        session["status"] = "ACTIVE";
        if (cpo.IsOld)
        {
            session["auth_id"] = driver.Contract;
            session["location"] = Location(cpo, location, "unused", "CHARGING");
        }
        else
        {
            session["cdr_token"] = CdrToken(cpo, driver);
            session["location_id"] = location;
            session["evse_uid"] = "E1";
            session["connector_id"] = "1";
            if (driver.Reference is { } reference)
            {
                session["authorization_reference"] = reference;
            }
        }

        session["last_updated"] = Text(now);
        return session;
    }

    public static JsonObject Cdr(MatrixPartner cpo, Driver driver, string id, string session, string location, DateTimeOffset began, DateTimeOffset ended)
    {
        var cdr = Owned(cpo);
        cdr["id"] = id;
        cdr["start_date_time"] = Text(began);
        cdr[cpo.IsOld ? "stop_date_time" : "end_date_time"] = Text(ended);
        cdr["auth_method"] = cpo.IsOld ? "AUTH_REQUEST" : "COMMAND";
        cdr["currency"] = "EUR";
        cdr["charging_periods"] = new JsonArray(new JsonObject
        {
            ["start_date_time"] = Text(began), ["dimensions"] = new JsonArray(new JsonObject { ["type"] = "ENERGY", ["volume"] = Number("10.5") }),
        });
        cdr["total_cost"] = cpo.Version switch
        {
            "2.1.1" => Number("2.63"),
            "2.3.0" => new JsonObject { ["before_taxes"] = Number("2.63"), ["taxes"] = new JsonArray(Tax("VAT", "0.50"), Tax("City tax", "0.05")) },
            _ => new JsonObject { ["excl_vat"] = Number("2.63"), ["incl_vat"] = Number("3.18") },
        };
        cdr["total_energy"] = Number("10.5");
        cdr["total_time"] = Number("0.5");
        if (cpo.IsOld)
        {
            cdr["auth_id"] = driver.Contract;
            cdr["location"] = Location(cpo, location, "unused", "CHARGING");
        }
        else
        {
            cdr["session_id"] = session;
            cdr["cdr_token"] = CdrToken(cpo, driver);
            cdr["cdr_location"] = new JsonObject
            {
                ["id"] = location, ["address"] = "Kade 1", ["city"] = "Gent", ["postal_code"] = "9000", ["country"] = "BEL",
                ["coordinates"] = new JsonObject { ["latitude"] = "51.047599", ["longitude"] = "3.729944" },
                ["evse_uid"] = "E1", ["evse_id"] = "BE*CPO*E1", ["connector_id"] = "1", ["connector_standard"] = "IEC_62196_T2", ["connector_format"] = "SOCKET",
                ["connector_power_type"] = "AC_3_PHASE",
            };
            if (driver.Reference is { } reference)
            {
                cdr["authorization_reference"] = reference;
            }
        }

        cdr["last_updated"] = Text(ended);
        return cdr;
    }

    /// <summary>Takes a CDR back: the standard's negative total, and the reference to what is credited.</summary>
    public static JsonObject Credit(MatrixPartner cpo, JsonObject cdr)
    {
        var credit = cdr.DeepClone().AsObject();
        credit["id"] = $"{(string)cdr["id"]!}-C";
        credit["credit"] = true;
        credit["credit_reference_id"] = (string)cdr["id"]!;
        credit["total_cost"] = cpo.Version == "2.3.0"
            ? new JsonObject { ["before_taxes"] = Number("-2.63"), ["taxes"] = new JsonArray(Tax("VAT", "-0.50"), Tax("City tax", "-0.05")) }
            : new JsonObject { ["excl_vat"] = Number("-2.63"), ["incl_vat"] = Number("-3.18") };
        return credit;
    }

    /// <summary>The money in a total cost, without tax, whatever the version calls it.</summary>
    public static decimal Net(JsonNode cdr) => cdr["total_cost"] switch
    {
        JsonObject price => (price["excl_vat"] ?? price["before_taxes"])!.GetValue<decimal>(),
        var number => number!.GetValue<decimal>(),
    };

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JsonObject CdrToken(MatrixPartner cpo, Driver driver)
    {
        var token = new JsonObject { ["uid"] = driver.Uid, ["type"] = "RFID", ["contract_id"] = driver.Contract };
        if (cpo.Version != "2.2")
        {
            token["country_code"] = driver.Provider.Country;
            token["party_id"] = driver.Provider.Party;
        }

        return token;
    }

    private static JsonObject Connector(MatrixPartner owner, string tariff)
    {
        var connector = new JsonObject
        {
            ["id"] = "1", ["standard"] = "IEC_62196_T2", ["format"] = "SOCKET", ["power_type"] = "AC_3_PHASE",
            [owner.IsOld ? "voltage" : "max_voltage"] = 230, [owner.IsOld ? "amperage" : "max_amperage"] = 32,
        };
        if (owner.IsOld)
        {
            connector["tariff_id"] = tariff;
        }
        else
        {
            connector["tariff_ids"] = new JsonArray(tariff);
        }

        connector["last_updated"] = Day;
        return connector;
    }

    private static JsonObject Owned(MatrixPartner owner) =>
        owner.IsOld ? [] : new JsonObject { ["country_code"] = owner.Country, ["party_id"] = owner.Party };

    private static JsonObject Tax(string name, string amount) => new() { ["name"] = name, ["amount"] = Number(amount) };

    private static JsonNode Number(string digits) => JsonNode.Parse(digits)!;
}

/// <summary>Who charges: a token of a provider, and the reference under which the provider allowed it.</summary>
internal sealed record Driver(MatrixPartner Provider, string Uid, string? Reference)
{
    public string Contract => MatrixDocuments.Contract(Provider, Uid);
}
