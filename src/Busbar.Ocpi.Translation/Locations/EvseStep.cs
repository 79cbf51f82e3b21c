using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>EVSE between 2.2.1 and 2.3.0 (X-EVS-03, X-EVS-05, X-EVS-06, X-LOC-13).</summary>
internal static class EvseStep
{
    private static readonly IReadOnlySet<string> Capabilities = KnownValues.Of221("Capability");

    /// <summary>An EVSE that stands alone.</summary>
    public static void From221To230(Place evse) => LimitTexts(evse, OcpiVersion.V230);

    /// <summary>An EVSE that stands alone.</summary>
    public static void From230To221(Place evse)
    {
        if (!TryFrom230To221(evse, null))
        {
            evse.Log.Withhold("None of the EVSE's connectors has a standard that the target version knows.");
        }
    }

    /// <summary>The EVSEs of a Location; one without any connector that 2.2.1 knows is left out.</summary>
    public static void AllFrom230To221(Place location)
    {
        var parkings = new Dictionary<string, Place>(StringComparer.OrdinalIgnoreCase);
        foreach (var parking in location.Objects("parking_places"))
        {
            if (parking.Text("id") is { } id)
            {
                parkings[id] = parking;
            }
        }

        foreach (var evse in location.Objects("evses"))
        {
            if (!TryFrom230To221(evse, parkings))
            {
                evse.LeaveOut("X-LOC-13", "None of the EVSE's connectors has a standard that the target version knows.");
            }
        }
    }

    private static bool TryFrom230To221(Place evse, IReadOnlyDictionary<string, Place>? parkings)
    {
        var representable = ConnectorStep.AllFrom230To221(evse);
        evse.KeepKnown("capabilities", Capabilities, "X-EVS-03", "capability");
        ParkingAccess.From230To221(evse, parkings);
        evse.Drop("accepted_service_providers", "X-EVS-06", "The target version has no list of accepted service providers.");
        ImageStep.AllFrom230To221(evse, "images");
        LimitTexts(evse, OcpiVersion.V221);
        return representable;
    }

    private static void LimitTexts(Place evse, OcpiVersion target)
    {
        DisplayTexts.Limit(evse, target, "EVSE", "floor_level", "physical_reference");
        DisplayTexts.LimitAll(evse, target, "directions");
    }
}
