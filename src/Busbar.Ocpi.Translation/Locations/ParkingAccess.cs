using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>
/// Who may park at an EVSE (X-EVS-05). 2.3.0 says it with more restrictions and with Parking objects; 2.2.1 has five
/// restrictions. A restriction is never just left out when a near one exists, because that would invite people who may not come.
/// </summary>
internal static class ParkingAccess
{
    /// <param name="evse">The EVSE, still with its parking.</param>
    /// <param name="places">The Location's parking places by id; null when the EVSE stands alone.</param>
    public static void From230To221(Place evse, IReadOnlyDictionary<string, Place>? places)
    {
        ApproximateGuests(evse);
        evse.KeepKnown(
            "parking_restrictions", KnownValues.Of(OcpiVersion.V221, "ParkingRestriction"), "X-EVS-05", "parking restriction",
            ", so more people seem allowed to park than are");
        AddFromParking(evse, places);
        evse.Drop("parking", "X-EVS-06", "The target version has no parking places.");
    }

    private static void ApproximateGuests(Place evse)
    {
        if (evse.Node.Find("parking_restrictions") is not { Kind: JsonValueKind.Array } list)
        {
            return;
        }

        var index = 0;
        for (var item = list.First; item is not null;)
        {
            var next = item.Next;
            if (!(item.Is("EMPLOYEES") || item.Is("TENANTS") || item.Is("TAXIS")))
            {
                index++;
            }
            else
            {
                evse.Log.Add(
                    item.Pointer(), "X-EVS-05", LossKind.Approximated,
                    $"The target version does not know the parking restriction {item.AsText()}; CUSTOMERS is the nearest.");
                item.Detach();
                if (!Holds(list, "CUSTOMERS"))
                {
                    list.Insert(index++, Node.Text("CUSTOMERS"));
                }
            }

            item = next;
        }
    }

    private static void AddFromParking(Place evse, IReadOnlyDictionary<string, Place>? places)
    {
        var links = evse.Objects("parking");
        if (places is null || links.Count == 0)
        {
            return;
        }

        foreach (var (vehicle, restriction) in (ReadOnlySpan<(string, string)>)[("DISABLED", "DISABLED"), ("MOTORCYCLE", "MOTORCYCLES")])
        {
            var all = true;
            foreach (var link in links)
            {
                all &= link.Text("parking_id") is { } id && places.TryGetValue(id, out var parking) && IsOnlyFor(parking, vehicle);
            }

            if (all)
            {
                Add(evse, restriction);
            }
        }
    }

    private static bool IsOnlyFor(Place parking, string vehicle)
    {
        if (parking.Node.Find("restricted_to_type") is not { Kind: JsonValueKind.True } || parking.Node.Find("vehicle_types") is not { Kind: JsonValueKind.Array, IsEmpty: false } types)
        {
            return false;
        }

        for (var type = types.First; type is not null; type = type.Next)
        {
            if (!type.Is(vehicle))
            {
                return false;
            }
        }

        return true;
    }

    private static void Add(Place evse, string restriction)
    {
        if (evse.Node.Find("parking_restrictions") is not { Kind: JsonValueKind.Array } list)
        {
            evse.Set("parking_restrictions", Node.NewArray(Node.Text(restriction)));
        }
        else if (!Holds(list, restriction))
        {
            list.Add(Node.Text(restriction));
        }
    }

    private static bool Holds(Node list, string text)
    {
        for (var item = list.First; item is not null; item = item.Next)
        {
            if (item.Is(text))
            {
                return true;
            }
        }

        return false;
    }
}
