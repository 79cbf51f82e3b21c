using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Tokens;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>Location between 2.2.1 and 2.3.0 (X-LOC-03, X-LOC-05, X-LOC-11 to X-LOC-13). Upwards everything fits.</summary>
internal static class LocationStep
{
    private static readonly string[] Businesses = ["operator", "suboperator", "owner"];

    public static void From221To230(Place location)
    {
        LimitTexts(location);
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
        LimitTexts(location);
        foreach (var allowed in location.Objects("publish_allowed_to"))
        {
            TokenTypes.From230To221(allowed, "X-LOC-05");
        }

        if (location.Text("parking_type") is { } type && !KnownTo221.ParkingTypes.Contains(type))
        {
            location.Drop("parking_type", "X-LOC-03", $"The target version does not know the parking type {type}.");
        }

        location.KeepKnown("facilities", KnownTo221.Facilities, "X-LOC-11", "facility");
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

    private static void LimitTexts(Place location)
    {
        DisplayTexts.Limit(location, "name", 255);
        DisplayTexts.Limit(location, "address", 255);
        DisplayTexts.Limit(location, "city", 45);
        DisplayTexts.Limit(location, "state", 45);
        DisplayTexts.LimitAll(location, "directions");
    }
}
