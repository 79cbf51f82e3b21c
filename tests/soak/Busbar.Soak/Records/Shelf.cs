using System.Text.Json.Nodes;

namespace Busbar.Soak.Records;

/// <summary>Objects as a sequence of requests leaves them, by the plainest reading of the standard: PUT replaces, PATCH sets the named fields, DELETE removes.</summary>
internal sealed class Shelf
{
    private readonly Dictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, JsonObject> Objects => _objects;

    /// <summary>The object that a request is about, like "/tariffs/NL/OPA/T1"; a CDR is its module and id, however it is addressed.</summary>
    public static string KeyOf(Exchange exchange)
    {
        var parts = exchange.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts[0] == "cdrs" ? $"/cdrs/{(exchange.Method == "POST" ? (string?)exchange.Body!["id"] : parts[^1])}" : "/" + string.Join('/', parts.Take(4));
    }

    /// <summary>The part of a location that a request is about, "E1" or "E1/1"; null when it is about the whole object.</summary>
    public static string? PartOf(Exchange exchange) =>
        exchange.Path.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["locations", _, _, _, .. { Length: > 0 } part] ? string.Join('/', part) : null;

    /// <summary>False when a part's object is not here: nothing was done.</summary>
    public bool Apply(Exchange exchange)
    {
        var key = KeyOf(exchange);
        var known = _objects.GetValueOrDefault(key);
        switch (exchange.Method, PartOf(exchange))
        {
            case ("DELETE", _):
                return _objects.Remove(key);

            case ("PUT" or "POST", null):
                _objects[key] = (JsonObject)exchange.Body!.DeepClone();
                return true;

            case ("PATCH", null):
                return known is not null && Patch(known, (JsonObject)exchange.Body!);

            case ("PUT" or "PATCH", { } part) when known is not null:
                var names = part.Split('/');
                return names.Length == 1
                    ? ApplyTo(known, "evses", "uid", names[0], exchange)
                    : Find(known, "evses", "uid", names[0]) is { } evse && ApplyTo(evse, "connectors", "id", names[1], exchange);

            default:
                return false;
        }
    }

    private static JsonObject? Find(JsonObject owner, string list, string idField, string id) =>
        (owner[list] as JsonArray)?.FirstOrDefault(item => (string?)item![idField] == id) as JsonObject;

    private static bool ApplyTo(JsonObject owner, string list, string idField, string id, Exchange exchange)
    {
        var known = Find(owner, list, idField, id);
        if (exchange.Method == "PATCH")
        {
            return known is not null && Patch(known, (JsonObject)exchange.Body!);
        }

        if (owner[list] is not JsonArray items)
        {
            owner[list] = items = [];
        }

        if (known is null)
        {
            items.Add(exchange.Body!.DeepClone());
        }
        else
        {
            items[items.IndexOf(known)] = exchange.Body!.DeepClone();
        }

        return true;
    }

    private static bool Patch(JsonObject known, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            known[name] = value?.DeepClone();
        }

        return true;
    }
}
