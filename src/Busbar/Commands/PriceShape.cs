using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Commands;

/// <summary>Reads documents for pricing: tells their version, and stands in for members that no price depends on.</summary>
internal static class PriceShape
{
    private const string Place = """{"id":"-","address":"-","city":"-","country":"-","coordinates":{"latitude":"0","longitude":"0"},"evse_uid":"-","evse_id":"-","connector_id":"-","connector_standard":"-","connector_format":"-","connector_power_type":"-"}""";
    private const string Token = """{"country_code":"-","party_id":"-","uid":"-","type":"OTHER","contract_id":"-"}""";
    private const string Owner = "\"country_code\":\"-\",\"party_id\":\"-\",\"id\":\"-\",\"last_updated\":\"1970-01-01T00:00:00Z\"";

    private static readonly JsonObject CdrDefaults = Parse($$"""{{{Owner}},"cdr_token":{{Token}},"auth_method":"WHITELIST","cdr_location":{{Place}}}""");
    private static readonly JsonObject SessionDefaults = Parse($$"""{{{Owner}},"cdr_token":{{Token}},"auth_method":"WHITELIST","location_id":"-","evse_uid":"-","connector_id":"-","status":"COMPLETED"}""");
    private static readonly JsonObject TariffDefaults = Parse($$"""{{{Owner}},"tax_included":"NO"}""");

    /// <summary>The version that a document looks like.</summary>
    public static OcpiVersion Guess(JsonObject document)
    {
        if (document.ContainsKey("stop_date_time") || document.ContainsKey("auth_id") || document["total_cost"]?.GetValueKind() is JsonValueKind.Number or JsonValueKind.String)
        {
            return OcpiVersion.V211;
        }

        // A tariff of 2.1.1 does not say whose it is; its siblings do.
        if (document.ContainsKey("elements") && !document.ContainsKey("country_code") && !document.ContainsKey("tax_included"))
        {
            return OcpiVersion.V211;
        }

        var canonical = document.ContainsKey("tax_included")
            || (document["total_cost"] as JsonObject)?.ContainsKey("before_taxes") == true
            || (document["tariffs"] as JsonArray)?.Any(tariff => (tariff as JsonObject)?.ContainsKey("tax_included") == true) == true;
        return canonical ? OcpiVersion.V230 : OcpiVersion.V221;
    }

    /// <summary>What a document plainly is; null when it may be one thing or another.</summary>
    public static ObjectType? KindOf(JsonObject document) =>
        document.ContainsKey("elements") ? ObjectType.Tariff
        : document.ContainsKey("total_energy") || document.ContainsKey("total_time") ? ObjectType.Cdr
        : document.ContainsKey("kwh") ? ObjectType.Session
        : document.ContainsKey("evses") ? ObjectType.Location
        : document.ContainsKey("contract_id") || document.ContainsKey("auth_id") && document.ContainsKey("whitelist") ? ObjectType.Token
        : null;

    /// <summary>What of 2.1.1 a price depends on, in the shape of 2.2.1.</summary>
    public static void From211(JsonObject document)
    {
        Move(document, "stop_date_time", "end_date_time");
        Move(document, "end_datetime", "end_date_time");
        Move(document, "start_datetime", "start_date_time");
        if (document["total_cost"] is JsonValue total)
        {
            document["total_cost"] = new JsonObject { ["excl_vat"] = total.DeepClone() };
        }

        // The place is an object of another shape; of it only the country matters.
        if (document["location"] is JsonObject location && location["country"] is JsonValue country)
        {
            document["cdr_location"] ??= new JsonObject { ["country"] = country.DeepClone() };
        }
    }

    public static void CompleteCdr(JsonObject cdr)
    {
        Complete(cdr, CdrDefaults);
        foreach (var tariff in (cdr["tariffs"] as JsonArray ?? []).OfType<JsonObject>())
        {
            CompleteTariff(tariff);
        }
    }

    public static void CompleteSession(JsonObject session) => Complete(session, SessionDefaults);

    public static void CompleteTariff(JsonObject tariff) => Complete(tariff, TariffDefaults);

    private static void Complete(JsonObject target, JsonObject defaults)
    {
        foreach (var (name, value) in defaults)
        {
            if (target[name] is not { } given)
            {
                target[name] = value!.DeepClone();
            }
            else if (given is JsonObject inner && value is JsonObject innerDefaults)
            {
                Complete(inner, innerDefaults);
            }
        }
    }

    private static void Move(JsonObject document, string from, string to)
    {
        if (document[from] is { } value && !document.ContainsKey(to))
        {
            document.Remove(from);
            document[to] = value;
        }
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
