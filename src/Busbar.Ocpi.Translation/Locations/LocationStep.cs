using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Tokens;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>Location between 2.2.1 and 2.3.0 (X-LOC-03, X-LOC-05, X-LOC-11 to X-LOC-13). Upwards everything fits.</summary>
internal static class LocationStep
{
    private static readonly string[] Businesses = ["operator", "suboperator", "owner"];

    private static readonly IReadOnlySet<string> ParkingTypes = KnownValues.Of221("ParkingType");

    private static readonly IReadOnlySet<string> Facilities = KnownValues.Of221("Facility");

    public static void From221To230(Place location)
    {
        LimitTexts(location, OcpiVersion.V230);
        EnergyMixStep.From221To230(location);
        foreach (var business in Businesses)
        {
            BusinessDetailsStep.From221To230(location, business);
        }

        foreach (var evse in location.Objects("evses"))
        {
            EvseStep.From221To230(evse);
        }
    }

    public static void From230To221(Place location)
    {
        LimitTexts(location, OcpiVersion.V221);
        foreach (var allowed in location.Objects("publish_allowed_to"))
        {
            TokenTypes.From230To221(allowed, "X-LOC-05");
        }

        if (location.Text("parking_type") is { } type && !ParkingTypes.Contains(type))
        {
            location.Drop("parking_type", "X-LOC-03", $"The target version does not know the parking type {type}.");
        }

        location.KeepKnown("facilities", Facilities, "X-LOC-11", "facility");
        EvseStep.AllFrom230To221(location);
        location.Drop("parking_places", "X-LOC-12", "The target version has no parking places.");
        location.Drop("help_phone", "X-LOC-12", "The target version has no telephone number for drivers.");
        ImageStep.AllFrom230To221(location, "images");
        EnergyMixStep.From230To221(location);
        foreach (var business in Businesses)
        {
            BusinessDetailsStep.From230To221(location, business);
        }
    }

    private static void LimitTexts(Place location, OcpiVersion target)
    {
        DisplayTexts.Limit(location, target, "Location", "name", "address", "city", "state");
        DisplayTexts.LimitAll(location, target, "directions");
    }
}
