using System.Text.Json.Nodes;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>
/// Who may park at an EVSE (X-EVS-05). 2.3.0 says it with more restrictions and with Parking objects; 2.2.1 has five
/// restrictions. A restriction is never just left out when a near one exists, because that would invite people who may not come.
/// </summary>
internal static class ParkingAccess
{
    private static readonly IReadOnlySet<string> Known = KnownValues.Of221("ParkingRestriction");

    private static readonly HashSet<string> GuestsOnly = ["EMPLOYEES", "TENANTS", "TAXIS"];

    /// <param name="evse">The EVSE, still with its parking.</param>
    /// <param name="places">The Location's parking places by id; null when the EVSE stands alone.</param>
    public static void From230To221(Place evse, IReadOnlyDictionary<string, Place>? places)
    {
        ApproximateGuests(evse);
        evse.KeepKnown("parking_restrictions", Known, "X-EVS-05", "parking restriction", ", so more people seem allowed to park than are");
        AddFromParking(evse, places);
        evse.Drop("parking", "X-EVS-06", "The target version has no parking places.");
    }

    private static void ApproximateGuests(Place evse)
    {
        if (evse.Node["parking_restrictions"] is not JsonArray list)
        {
            return;
        }

        for (int index = 0, given = 0; index < list.Count; index++, given++)
        {
            if (Place.TextOf(list[index]) is not { } restriction || !GuestsOnly.Contains(restriction))
            {
                continue;
            }

            list.RemoveAt(index);
            if (list.Any(item => Place.TextOf(item) == "CUSTOMERS"))
            {
                index--;
            }
            else
            {
                list.Insert(index, "CUSTOMERS");
            }

            evse.Log.Changed = true;
            evse.Log.Add(
                $"{evse.PathOf("parking_restrictions")}/{given}", "X-EVS-05", LossKind.Approximated,
                $"The target version does not know the parking restriction {restriction}; CUSTOMERS is the nearest.");
        }
    }

    private static void AddFromParking(Place evse, IReadOnlyDictionary<string, Place>? places)
    {
        var links = evse.Objects("parking");
        if (places is null || links.Count == 0)
        {
            return;
        }

        var parkings = links.Select(link => link.Text("parking_id") is { } id && places.TryGetValue(id, out var parking) ? parking : (Place?)null).ToList();
        foreach (var (vehicle, restriction) in (ReadOnlySpan<(string, string)>)[("DISABLED", "DISABLED"), ("MOTORCYCLE", "MOTORCYCLES")])
        {
            if (parkings.TrueForAll(parking => parking is { } place && IsOnlyFor(place, vehicle)))
            {
                Add(evse, restriction);
            }
        }
    }

    private static bool IsOnlyFor(Place parking, string vehicle) =>
        parking.Node["restricted_to_type"] is JsonValue restricted && restricted.TryGetValue<bool>(out var only) && only
        && parking.Node["vehicle_types"] is JsonArray { Count: > 0 } types && types.All(type => Place.TextOf(type) == vehicle);

    private static void Add(Place evse, string restriction)
    {
        if (evse.Node["parking_restrictions"] is not JsonArray list)
        {
            evse.Set("parking_restrictions", new JsonArray(restriction));
        }
        else if (!list.Any(item => Place.TextOf(item) == restriction))
        {
            list.Add((JsonNode)restriction);
            evse.Log.Changed = true;
        }
    }
}
