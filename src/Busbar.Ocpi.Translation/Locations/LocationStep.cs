using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Tokens;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>Location from 2.2 to 2.3.0 and back (X-LOC-03, X-LOC-05, X-LOC-07, X-LOC-09, X-LOC-11 to X-LOC-13). Upwards everything fits.</summary>
internal static class LocationStep
{
    private static readonly string[] Businesses = ["operator", "suboperator", "owner"];

    public static void From22To221(Place location) => Up(location, OcpiVersion.V221, EvseStep.From22To221);

    public static void From221To230(Place location) => Up(location, OcpiVersion.V230, EvseStep.From221To230);

    public static void From230To221(Place location)
    {
        BeforeEvses(location, OcpiVersion.V221);
        EvseStep.AllFrom230To221(location);
        location.Drop("parking_places", "X-LOC-12", "The target version has no parking places.");
        location.Drop("help_phone", "X-LOC-12", "The target version has no telephone number for drivers.");
        AfterEvses(location, OcpiVersion.V221);
    }

    public static void From221To22(Place location)
    {
        BeforeEvses(location, OcpiVersion.V22);
        EvseStep.AllFrom221To22(location);
        AfterEvses(location, OcpiVersion.V22);
    }

    /// <summary>What is the same for every step down, up to the EVSEs.</summary>
    public static void BeforeEvses(Place location, OcpiVersion target)
    {
        LimitTexts(location, target);
        foreach (var allowed in location.Objects("publish_allowed_to"))
        {
            TokenTypes.Down(allowed, target, "X-LOC-05");
        }

        if (location.Node.Find("parking_type") is { } type && !KnownValues.Of(target, "ParkingType").Knows(type))
        {
            location.Drop("parking_type", "X-LOC-03", $"The target version does not know the parking type {type.AsText()}.");
        }

        location.KeepKnown("facilities", KnownValues.Of(target, "Facility"), "X-LOC-11", "facility");
    }

    /// <summary>What is the same for every step down, after the EVSEs.</summary>
    public static void AfterEvses(Place location, OcpiVersion target)
    {
        ImageStep.AllDown(location, target, "images");
        EnergyMixStep.Down(location, target);
        foreach (var business in Businesses)
        {
            BusinessDetailsStep.Down(location, target, business);
        }
    }

    /// <summary>What is the same for every step up.</summary>
    public static void Up(Place location, OcpiVersion target, Action<Place> evseStep)
    {
        LimitTexts(location, target);
        EnergyMixStep.Up(location, target);
        foreach (var business in Businesses)
        {
            BusinessDetailsStep.Up(location, target, business);
        }

        foreach (var evse in location.Objects("evses"))
        {
            evseStep(evse);
        }
    }

    private static void LimitTexts(Place location, OcpiVersion target)
    {
        DisplayTexts.Limit(location, target, "Location", "name", "address", "city");
        if (target != OcpiVersion.V211)
        {
            DisplayTexts.Limit(location, target, "Location", "state");
        }

        DisplayTexts.LimitAll(location, target, "directions");
    }
}
