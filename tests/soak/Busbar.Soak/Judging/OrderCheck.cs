using System.Text.Json.Nodes;
using Busbar.Soak.Records;

namespace Busbar.Soak.Judging;

/// <summary>Whether something older came after something newer of the same object, EVSE or connector. A repetition is no inversion.</summary>
internal sealed class OrderCheck
{
    private readonly Dictionary<string, string> _newest = new(StringComparer.Ordinal);

    public string? See(Exchange exchange)
    {
        var key = Shelf.KeyOf(exchange);
        if (exchange.Method == "DELETE" || exchange.Body is not JsonObject body)
        {
            return null;
        }

        var part = Shelf.PartOf(exchange);
        var place = part is null ? key : $"{key}/{part}";
        var inversion = Place(place, body, exchange);
        foreach (var (inner, said) in Parts(place, body))
        {
            inversion = Place(inner, said, exchange) ?? inversion;
        }

        return inversion;
    }

    /// <summary>The EVSEs of a location and the connectors of an EVSE.</summary>
    private static IEnumerable<(string Place, JsonNode Said)> Parts(string place, JsonNode whole) =>
        (whole["evses"] as JsonArray ?? []).SelectMany(evse => Parts($"{place}/{evse!["uid"]}", evse).Prepend(($"{place}/{evse["uid"]}", evse)))
            .Concat((whole["connectors"] as JsonArray ?? []).Select(connector => ($"{place}/{connector!["id"]}", connector)));

    private string? Place(string place, JsonNode said, Exchange exchange)
    {
        // OCPI's times are written with Z and to the second here: they compare as text.
        if ((string?)said["last_updated"] is not { } time)
        {
            return null;
        }

        var inversion = _newest.TryGetValue(place, out var before) && string.CompareOrdinal(time, before) < 0
            ? $"{exchange.Method} {exchange.Path} at {exchange.Began} ms says {place} as of {time} after {before}"
            : null;
        _newest[place] = time;
        return inversion;
    }
}
