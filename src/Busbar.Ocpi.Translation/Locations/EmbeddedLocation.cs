using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>Sessions and CDRs of 2.1.1 hold the Location they happened at, with the one EVSE and Connector; later ones only name them.</summary>
internal static class EmbeddedLocation
{
    /// <summary>The Location with that id as 2.1.1 sees it; null when it is not known or has no form there.</summary>
    public static Place? Find(LossLog log, string? id)
    {
        if (id is null || log.Context.Related?.Location(id) is not { } related)
        {
            return null;
        }

        var root = DocumentReader.Read(related.Utf8);
        var own = log.ForEmbedded();
        if (root.Kind != JsonValueKind.Object)
        {
            return null;
        }

        var location = new Place(root, own);
        if (related.Version >= OcpiVersion.V230)
        {
            LocationStep.From230To221(location);
        }

        if (related.Version >= OcpiVersion.V221)
        {
            LocationStep.From221To22(location);
        }

        if (related.Version >= OcpiVersion.V22)
        {
            OldLocationStep.From22To211(location);
        }

        return own.Withheld is null ? location : null;
    }

    /// <summary>The EVSE with that uid.</summary>
    public static Place? Evse(Place location, string? uid) => Find(location, "evses", "uid", uid);

    /// <summary>The Connector with that id.</summary>
    public static Place? Connector(Place evse, string? id) => Find(evse, "connectors", "id", id);

    /// <summary>The EVSE that was charged at: the one that charges, else one that leaves no choice of connector, else the first (X-SES-07).</summary>
    public static Place? ChosenEvse(Place location)
    {
        Place? only = null;
        Place? first = null;
        foreach (var evse in location.Objects("evses"))
        {
            if (evse.Is("status", "CHARGING"))
            {
                return evse;
            }

            first ??= evse;
            only ??= evse.Objects("connectors").Count == 1 ? evse : null;
        }

        return only ?? first;
    }

    /// <summary>The Connector that was charged at, as far as one can tell.</summary>
    public static Place? ChosenConnector(Place? evse)
    {
        if (evse is { } place)
        {
            foreach (var connector in place.Objects("connectors"))
            {
                return connector;
            }
        }

        return null;
    }

    private static Place? Find(Place parent, string list, string key, string? value)
    {
        foreach (var item in parent.Objects(list))
        {
            if (string.Equals(item.Text(key), value, StringComparison.OrdinalIgnoreCase))
            {
                return item;
            }
        }

        return null;
    }
}
