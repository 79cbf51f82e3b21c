using System.Globalization;
using System.Text.Json.Nodes;

namespace Busbar.Soak.Judging;

/// <summary>
/// What an object says, whatever its version says it in. Between equal versions everything counts; between different ones what both can say, and the number of the state stands
/// in several places of that.
/// </summary>
internal static class View
{
    /// <summary>The whole object; times of a whole are never older than those of its parts.</summary>
    public static JsonNode Whole(JsonObject document)
    {
        var whole = document.DeepClone().AsObject();
        foreach (var evse in whole["evses"] as JsonArray ?? [])
        {
            evse!["last_updated"] = Latest(evse);
        }

        whole["last_updated"] = Latest(whole);
        if (whole["evses"] is JsonArray evses)
        {
            whole["evses"] = new JsonArray([.. evses.OrderBy(evse => (string?)evse!["uid"], StringComparer.Ordinal).Select(evse => evse!.DeepClone())]);
        }

        return Sorted(whole);
    }

    /// <summary>What every version can say.</summary>
    public static JsonNode Said(string key, JsonObject document) => Sorted(key.Split('/')[1] switch
    {
        "locations" => new JsonObject
        {
            ["id"] = Copy(document["id"]), ["name"] = Copy(document["name"]), ["address"] = Copy(document["address"]), ["city"] = Copy(document["city"]),
            ["last_updated"] = Latest(document),
            ["evses"] = new JsonArray([.. (document["evses"] as JsonArray ?? []).OrderBy(evse => (string?)evse!["uid"], StringComparer.Ordinal).Select(evse => new JsonObject
            {
                ["uid"] = Copy(evse!["uid"]), ["status"] = Copy(evse["status"]), ["physical_reference"] = Copy(evse["physical_reference"]), ["last_updated"] = Latest(evse),
            })]),
        },
        "tariffs" => new JsonObject
        {
            ["id"] = Copy(document["id"]), ["text"] = Copy(document["tariff_alt_text"]?[0]?["text"]), ["price"] = Number(document["elements"]?[0]?["price_components"]?[0]?["price"]),
            ["last_updated"] = Copy(document["last_updated"]),
        },
        "sessions" => new JsonObject
        {
            ["id"] = Copy(document["id"]), ["kwh"] = Number(document["kwh"]), ["status"] = Copy(document["status"]), ["contract"] = Contract(document),
            ["last_updated"] = Copy(document["last_updated"]),
        },
        "cdrs" => new JsonObject
        {
            ["id"] = Copy(document["id"]), ["total_energy"] = Number(document["total_energy"]), ["contract"] = Contract(document), ["cost"] = Cost(document["total_cost"]),
            ["last_updated"] = Copy(document["last_updated"]),
        },
        var other => throw new ArgumentException(other),
    });

    /// <summary>The latest last_updated in an object and its parts.</summary>
    public static string? Latest(JsonNode? node) => node switch
    {
        JsonObject o => o.Select(member => member is { Key: "last_updated", Value: JsonValue time } ? (string)time! : Latest(member.Value)).Max(StringComparer.Ordinal),
        JsonArray a => a.Select(Latest).Max(StringComparer.Ordinal),
        _ => null,
    };

    /// <summary>To whom a Session or CDR is owed.</summary>
    public static string? ProviderOf(JsonObject document) => (string?)document["cdr_token"]?["party_id"];

    private static JsonNode? Contract(JsonObject document) => Copy(document["cdr_token"]?["contract_id"] ?? document["auth_id"]);

    private static JsonNode? Cost(JsonNode? cost) => Number(cost is JsonObject price ? price["before_taxes"] ?? price["excl_vat"] : cost);

    private static JsonNode? Number(JsonNode? node) =>
        node is null ? null : decimal.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.############", CultureInfo.InvariantCulture);

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();

    // So that two of them can be compared as text, and a difference can be read. Numbers count by value.
    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject o => new JsonObject(o.Where(member => member.Value is not null).OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Sorted(member.Value!)))),
        JsonArray a => new JsonArray([.. a.Select(item => item is null ? null : Sorted(item))]),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number => Number(value)!,
        _ => node.DeepClone(),
    };
}
