using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>Location between 2.1.1 and 2.2 (X-LOC-01 to X-LOC-12): who owns it, who may see it, where it stands.</summary>
internal static class OldLocationStep
{
    private const string Nothing = "-";

    public static void From211To22(Place location)
    {
        Owners.Write(location, location.Context.Owner);
        Identifiers.Shorten(location, "id");
        TypeToParkingType(location);
        if (location.IsWhole && !location.Has("publish"))
        {
            var publish = !location.Context.ReceiveUnpublished;
            location.Default("publish", publish ? Node.True() : Node.False(), "X-LOC-04", "The given version has no locations that are not to be published.");
        }

        if (location.Node.Find("postal_code") is { } code && (code.Is(Nothing) || code.Is("#NA") || code.Is("")))
        {
            location.Remove("postal_code");
        }

        TimeZone(location);
        OpeningTimes(location);
        LocationStep.Up(location, OcpiVersion.V22, EvseStep.From211To22);
    }

    public static void From22To211(Place location)
    {
        if (!MayBeSeen(location))
        {
            return;
        }

        Owners.Remove(location);
        Identifiers.Restore(location, "id");
        location.Drop("publish_allowed_to", "X-LOC-05", "The target version has no lists of tokens that may see a location.");
        ParkingTypeToType(location);
        AlwaysOpen(location);
        location.Drop("state", "X-LOC-09", "The target version has no state or province.");
        LocationStep.BeforeEvses(location, OcpiVersion.V211);
        EvseStep.AllFrom22To211(location);
        LocationStep.AfterEvses(location, OcpiVersion.V211);
        BeAsNewAsItsParts(location);
        if (location.IsWhole && (!location.Has("postal_code") || location.Is("postal_code", "#NA")))
        {
            location.Default("postal_code", Node.Text(Nothing), "X-LOC-08", "The target version requires a postal code, and the location has none.");
        }
    }

    /// <summary>Whoever reads 2.1.1 by date goes by the Location's own time: it is not older than its newest part (X-LOC-14).</summary>
    private static void BeAsNewAsItsParts(Place location)
    {
        if (!location.IsWhole || !OcpiDateTime.TryParse(location.Text("last_updated"), out var own))
        {
            return;
        }

        var (newest, place) = (own, location);
        foreach (var evse in location.Objects("evses"))
        {
            Look(evse);
            foreach (var connector in evse.Objects("connectors"))
            {
                Look(connector);
            }
        }

        // 2.1.1 counts whole seconds.
        if (newest.ToUnixTimeSeconds() > own.ToUnixTimeSeconds())
        {
            location.Approximate("last_updated", place.Node.Find("last_updated")!.Copy(), "X-LOC-14", "A part of the location changed later than it says itself; the target version is told the later time.");
        }

        void Look(Place part)
        {
            if (OcpiDateTime.TryParse(part.Text("last_updated"), out var time) && time > newest)
            {
                (newest, place) = (time, part);
            }
        }
    }

    private static bool MayBeSeen(Place location)
    {
        if (!location.IsWhole)
        {
            if (location.Node.Find("publish") is not null)
            {
                location.Log.Withhold("Whether the location may be seen at all changes; the target version has no word for it.");
            }
        }
        else if (location.Node.Find("publish") is { Kind: JsonValueKind.False })
        {
            if (!location.Context.DeliverUnpublished)
            {
                location.Log.Withhold("The location is not to be published, which the target version cannot say.");
                return false;
            }

            location.Drop("publish", "X-LOC-04", "The target version cannot say that the location is not to be published.");
        }

        location.Remove("publish");
        return true;
    }

    private static void TypeToParkingType(Place location)
    {
        if (location.Node.Find("type") is not { IsNull: false } type)
        {
            return;
        }

        if (KnownValues.Of(OcpiVersion.V22, "ParkingType").Knows(type))
        {
            location.Rename("type", "parking_type");
            return;
        }

        if (!location.IsWhole)
        {
            location.Log.Withhold("The kind of parking becomes unknown, which the target version says with the whole object only.");
        }

        if (type.Is("UNKNOWN"))
        {
            // Says as much as its absence.
            location.Remove("type");
        }
        else
        {
            location.Drop("type", "X-LOC-03", $"The target version does not know the location type {type.AsText()}.");
        }
    }

    private static void ParkingTypeToType(Place location)
    {
        if (location.Node.Find("parking_type") is not { IsNull: false } type)
        {
            location.Remove("parking_type");
            if (location.IsWhole && !location.Has("type"))
            {
                location.Default("type", Node.Text("UNKNOWN"), "X-LOC-03", "The target version requires the kind of parking, and the location does not say it.");
            }

            return;
        }

        if (!KnownValues.Of(OcpiVersion.V211, "LocationType").Knows(type))
        {
            location.Approximate("parking_type", Node.Text("OTHER"), "X-LOC-03", $"The target version does not know the parking type {type.AsText()}; it becomes OTHER.");
        }

        location.Rename("parking_type", "type");
    }

    private static void TimeZone(Place location)
    {
        if (!location.IsWhole || location.Text("time_zone") is { Length: > 0 })
        {
            return;
        }

        var known = TimeZones.OfCountry(location.Text("country"));
        location.Default(
            "time_zone", Node.Text(known ?? "Etc/UTC"), "X-LOC-10",
            known is null ? "The location does not say its time zone; UTC stands for it." : "The location does not say its time zone; that of its country stands for it.");
    }

    /// <summary>2.1.1 says either when a location opens or that it always does; later versions always say which of the two (X-TYP-10).</summary>
    private static void OpeningTimes(Place location)
    {
        AlwaysOpen(location);
        if (location.Object("opening_times") is not { } hours || hours.Has("twentyfourseven"))
        {
            return;
        }

        if (hours.Has("regular_hours"))
        {
            hours.Set("twentyfourseven", Node.False());
        }
        else
        {
            location.Drop("opening_times", "X-TYP-10", "The opening times say neither that the location is always open nor when.");
        }
    }

    private static void AlwaysOpen(Place location)
    {
        if (location.Object("opening_times") is { } hours && hours.Node.Find("twentyfourseven") is { Kind: JsonValueKind.True })
        {
            hours.Drop("regular_hours", "X-TYP-10", "A location that is always open has no opening hours in the target version.");
        }
    }
}
