using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>EVSE (X-EVS-01 to X-EVS-06, X-LOC-13).</summary>
internal static class EvseStep
{
    private const string NoConnector = "None of the EVSE's connectors has a standard that the target version knows.";

    public static void From211To22(Place evse)
    {
        Identifiers.Shorten(evse, "uid");
        foreach (var connector in evse.Objects("connectors"))
        {
            ConnectorStep.From211To22(connector);
        }

        LimitTexts(evse, OcpiVersion.V22);
    }

    public static void From22To221(Place evse) => LimitTexts(evse, OcpiVersion.V221);

    public static void From221To230(Place evse) => LimitTexts(evse, OcpiVersion.V230);

    /// <summary>An EVSE that stands alone.</summary>
    public static void From22To211(Place evse) => Alone(evse, To211(evse));

    /// <summary>An EVSE that stands alone.</summary>
    public static void From221To22(Place evse) => Alone(evse, To22(evse));

    /// <summary>An EVSE that stands alone.</summary>
    public static void From230To221(Place evse) => Alone(evse, To221(evse, null));

    /// <summary>The EVSEs of a Location; one without any connector that the version knows is left out.</summary>
    public static void AllFrom22To211(Place location) => All(location, To211);

    public static void AllFrom221To22(Place location) => All(location, To22);

    public static void AllFrom230To221(Place location)
    {
        Dictionary<string, Place>? parkings = null;
        foreach (var parking in location.Objects("parking_places"))
        {
            if (parking.Text("id") is { } id)
            {
                (parkings ??= new(StringComparer.OrdinalIgnoreCase))[id] = parking;
            }
        }

        All(location, evse => To221(evse, parkings));
    }

    private static bool To211(Place evse)
    {
        var representable = ConnectorStep.All(evse, OcpiVersion.V211, ConnectorStep.From22To211);
        Identifiers.Restore(evse, "uid");
        Down(evse, OcpiVersion.V211);
        return representable;
    }

    private static bool To22(Place evse)
    {
        var representable = ConnectorStep.All(evse, OcpiVersion.V22, ConnectorStep.From221To22);
        NameTheConnector(evse);
        Down(evse, OcpiVersion.V22);
        return representable;
    }

    private static bool To221(Place evse, IReadOnlyDictionary<string, Place>? parkings)
    {
        var representable = ConnectorStep.All(evse, OcpiVersion.V221, ConnectorStep.From230To221);
        KeepCapabilities(evse, OcpiVersion.V221);
        ParkingAccess.From230To221(evse, parkings);
        evse.Drop("accepted_service_providers", "X-EVS-06", "The target version has no list of accepted service providers.");
        Down(evse, OcpiVersion.V221);
        return representable;
    }

    /// <summary>A start from 2.2 cannot name the connector: an EVSE that needs that and has several cannot be started from there (X-EVS-04).</summary>
    private static void NameTheConnector(Place evse)
    {
        if (evse.Node.Find("capabilities") is not { Kind: JsonValueKind.Array } list || Item(list, "START_SESSION_CONNECTOR_REQUIRED") is null)
        {
            return;
        }

        if (!evse.Has("connectors") && !evse.IsWhole)
        {
            evse.Log.Withhold("Whether the EVSE can be started remotely depends on how many connectors it has.");
        }
        else if (evse.Objects("connectors").Count > 1 && Item(list, "REMOTE_START_STOP_CAPABLE") is { } start)
        {
            evse.Log.Add(
                start.Pointer(), "X-EVS-04", LossKind.Dropped,
                "A start must name the connector, which the target version cannot; so nobody may try to start a session there.");
            start.Detach();
        }
    }

    private static Node? Item(Node list, string text)
    {
        var item = list.First;
        while (item is not null && !item.Is(text))
        {
            item = item.Next;
        }

        return item;
    }

    private static void Down(Place evse, OcpiVersion target)
    {
        KeepCapabilities(evse, target);
        ImageStep.AllDown(evse, target, "images");
        LimitTexts(evse, target);
    }

    private static void KeepCapabilities(Place evse, OcpiVersion target) =>
        evse.KeepKnown("capabilities", KnownValues.Of(target, "Capability"), "X-EVS-03", "capability");

    private static void Alone(Place evse, bool representable)
    {
        if (!representable)
        {
            evse.Log.Withhold(NoConnector);
        }
    }

    private static void All(Place location, Func<Place, bool> step)
    {
        foreach (var evse in location.Objects("evses"))
        {
            if (!step(evse))
            {
                evse.LeaveOut("X-LOC-13", NoConnector);
            }
        }
    }

    private static void LimitTexts(Place evse, OcpiVersion target)
    {
        DisplayTexts.Limit(evse, target, "EVSE", "floor_level", "physical_reference");
        DisplayTexts.LimitAll(evse, target, "directions");
    }
}
