using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Locations;

namespace Busbar.Ocpi.Translation.Cdrs;

/// <summary>Where a CDR's session took place: a whole Location in 2.1.1, a CdrLocation from 2.2 on (X-CDR-06 and section 8.2).</summary>
internal static class CdrLocations
{
    private const string NotKnown = "#NA";

    private static readonly string[] Same = ["id", "name", "address", "city", "postal_code", "country", "coordinates"];

    private static readonly string[] FromStore =
        ["operator", "suboperator", "owner", "facilities", "time_zone", "opening_times", "charging_when_closed", "energy_mix"];

    public static void From211To22(Place cdr)
    {
        if (cdr.Object("location") is not { } location || cdr.Has("cdr_location"))
        {
            return;
        }

        var evse = EmbeddedLocation.ChosenEvse(location);
        var connector = EmbeddedLocation.ChosenConnector(evse);
        Identifiers.Shorten(location, "id");
        var target = Node.NewObject();
        foreach (var name in Same)
        {
            Move(location, name, target, name);
        }

        var result = new Place(target, cdr.Log);
        if (!result.Has("postal_code") || result.Is("postal_code", "-") || result.Is("postal_code", ""))
        {
            result.Set("postal_code", Node.Text(NotKnown));
        }

        if (evse is { } place)
        {
            Identifiers.Shorten(place, "uid");
            Move(place, "uid", target, "evse_uid");
            Move(place, "evse_id", target, "evse_id");
        }

        if (connector is { } plug)
        {
            Move(plug, "id", target, "connector_id");
            Move(plug, "standard", target, "connector_standard");
            Move(plug, "format", target, "connector_format");
            Move(plug, "power_type", target, "connector_power_type");
        }

        cdr.Set("location", target);
        cdr.Rename("location", "cdr_location");
        FillIn(result);

        cdr.Lost("cdr_location", "X-CDR-06", LossKind.Dropped, "A CDR of the target version says of its location what belongs to the session only.");
    }

    public static void From22To211(Place cdr)
    {
        if (cdr.Object("cdr_location") is not { } location)
        {
            return;
        }

        var stored = EmbeddedLocation.Find(cdr.Log, location.Text("id"));
        var target = Node.NewObject();
        var result = new Place(target, cdr.Log);
        foreach (var name in Same)
        {
            Move(location, name, target, name);
        }

        Identifiers.Restore(result, "id");
        if (!result.Has("postal_code") || result.Is("postal_code", NotKnown))
        {
            result.Set("postal_code", Node.Text("-"));
        }

        result.Set("type", stored?.Node.Find("type")?.Copy() ?? Node.Text("UNKNOWN"));
        foreach (var name in FromStore)
        {
            if (stored?.Node.Find(name) is { } member)
            {
                result.Set(name, member.Copy());
            }
        }

        var updated = cdr.Node.Find("last_updated");
        AddEvse(cdr, location, result, stored, updated);
        if (updated is not null)
        {
            result.Set("last_updated", updated.Copy());
        }

        cdr.Set("cdr_location", target);
        cdr.Rename("cdr_location", "location");
    }

    /// <summary>Where the EVSE is not known its ids say so, and the standard lets the connector's kind be anything then.</summary>
    private static void FillIn(Place location)
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[
            ("evse_uid", NotKnown), ("evse_id", NotKnown), ("connector_id", NotKnown), ("connector_standard", "IEC_62196_T2"), ("connector_format", "SOCKET"),
            ("connector_power_type", "AC_1_PHASE")])
        {
            if (!location.Has(name))
            {
                location.Default(name, Node.Text(value), "X-CDR-06", "The target version requires it, and the CDR does not say it.");
            }
        }
    }

    private static void AddEvse(Place cdr, Place location, Place result, Place? stored, Node? updated)
    {
        if (location.Is("evse_uid", NotKnown))
        {
            return;
        }

        var known = stored is { } place ? EmbeddedLocation.Evse(place, location.Text("evse_uid")) : null;
        var knownConnector = known is { } found ? EmbeddedLocation.Connector(found, location.Text("connector_id")) : null;
        var connector = Node.NewObject();
        Move(location, "connector_id", connector, "id");
        Move(location, "connector_standard", connector, "standard");
        Move(location, "connector_format", connector, "format");
        Move(location, "connector_power_type", connector, "power_type");
        PowerTypes.Down(new Place(connector, cdr.Log), "power_type", OcpiVersion.V211);
        foreach (var name in (ReadOnlySpan<string>)["voltage", "amperage"])
        {
            connector.Set(name, knownConnector?.Node.Find(name)?.Copy() ?? Node.Number(0));
        }

        if (TariffAtStart(cdr) is { } tariff)
        {
            connector.Set("tariff_id", tariff.Copy());
        }

        if (knownConnector is null)
        {
            cdr.Lost("cdr_location", "X-CDR-06", LossKind.Defaulted, "The target version requires the connector's voltage and current, which are not known; 0 stands for them.");
        }

        var evse = Node.NewObject();
        Move(location, "evse_uid", evse, "uid");
        Identifiers.Restore(new Place(evse, cdr.Log), "uid");
        if (!location.Is("evse_id", NotKnown))
        {
            Move(location, "evse_id", evse, "evse_id");
        }

        evse.Set("status", Node.Text("UNKNOWN"));
        evse.Set("connectors", Node.NewArray(connector));
        if (updated is not null)
        {
            connector.Set("last_updated", updated.Copy());
            evse.Set("last_updated", updated.Copy());
        }

        result.Set("evses", Node.NewArray(evse));
    }

    /// <summary>The tariff of the first period, when the CDR still holds it.</summary>
    private static Node? TariffAtStart(Place cdr)
    {
        foreach (var period in cdr.Objects("charging_periods"))
        {
            foreach (var tariff in cdr.Objects("tariffs"))
            {
                if (period.Text("tariff_id") is { } id && string.Equals(id, tariff.Text("id"), StringComparison.OrdinalIgnoreCase))
                {
                    return period.Node.Find("tariff_id");
                }
            }

            return null;
        }

        return null;
    }

    private static void Move(Place from, string name, Node to, string newName)
    {
        if (from.Node.Find(name) is { } member)
        {
            to.Set(newName, member);
        }
    }
}
