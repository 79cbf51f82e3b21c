using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Cdrs;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Locations;

namespace Busbar.Ocpi.Translation.Sessions;

/// <summary>Session between 2.1.1 and 2.2 (X-SES-01 to X-SES-12).</summary>
internal static class OldSessionStep
{
    private const string NotKnown = "#NA";

    public static void From211To22(Place session)
    {
        Owners.Write(session, session.Context.Owner);
        Rename(session, "start_datetime", "start_date_time");
        Rename(session, "end_datetime", "end_date_time");
        CdrTokens.From211To22(session);
        NameLocation(session);
        if (MayHavePeriods(session))
        {
            ChargingPeriodStep.AllFrom211To22(session, null);
        }

        Prices.From211To22(session, "total_cost");
    }

    public static void From22To211(Place session)
    {
        Owners.Remove(session);
        session.Rename("start_date_time", "start_datetime");
        session.Rename("end_date_time", "end_datetime");
        CdrTokens.From22To211(session);
        AuthMethods.From22To211(session);
        session.Drop("authorization_reference", "X-SES-05", "The target version has no references of authorizations.");
        Embed(session);
        if (session.Node.Find("status") is { } status && !KnownValues.Of(OcpiVersion.V211, "SessionStatus").Knows(status))
        {
            session.Approximate("status", Node.Text("PENDING"), "X-SES-09", $"The target version does not know the status {status.AsText()}; it becomes PENDING.");
        }

        if (MayHavePeriods(session))
        {
            ChargingPeriodStep.AllFrom22To211(session, addsEnergy: true);
        }

        Prices.From22To211(session, "total_cost", required: false);
    }

    /// <summary>Some senders of 2.1.1 spell the times as its text does elsewhere.</summary>
    private static void Rename(Place session, string from, string to)
    {
        if (!session.Has(to))
        {
            session.Rename(from, to);
        }
    }

    /// <summary>2.1.1 does not say whether the periods of a PATCH are added or replace (X-SES-11, X-SES-12).</summary>
    private static bool MayHavePeriods(Place session)
    {
        if (!session.IsWhole && session.Has("charging_periods"))
        {
            session.Log.Withhold("Charging periods in a change mean something else in the other version: the whole session must be sent.");
            return false;
        }

        return true;
    }

    private static void NameLocation(Place session)
    {
        if (session.Object("location") is not { } location)
        {
            return;
        }

        Identifiers.Shorten(location, "id");
        if (EmbeddedLocation.ChosenEvse(location) is { } evse)
        {
            Identifiers.Shorten(evse, "uid");
            Refer(session, evse, "uid", "evse_uid");
            Refer(session, EmbeddedLocation.ChosenConnector(evse), "id", "connector_id");
        }
        else
        {
            Refer(session, null, "", "evse_uid");
            Refer(session, null, "", "connector_id");
        }

        if (location.Node.Find("id") is { } id)
        {
            session.Set("location", id.Copy());
            session.Rename("location", "location_id");
        }
        else
        {
            session.Log.Withhold("The session's location has no id.");
        }

        session.Lost("location_id", "X-SES-07", LossKind.Dropped, "A session of the target version names its location and does not hold it.");
    }

    private static void Refer(Place session, Place? source, string name, string reference)
    {
        if (source?.Node.Find(name) is { IsNull: false } id)
        {
            session.Set(reference, id.Copy());
        }
        else
        {
            session.Default(reference, Node.Text(NotKnown), "X-SES-07", "The session does not say at which EVSE and connector it takes place.");
        }
    }

    private static void Embed(Place session)
    {
        if (!session.IsWhole)
        {
            if (session.Has("location_id") || session.Has("evse_uid") || session.Has("connector_id"))
            {
                session.Log.Withhold("The session moves to another place, which the target version says with the whole session only.");
            }

            return;
        }

        if (EmbeddedLocation.Find(session.Log, session.Text("location_id")) is not { } location)
        {
            session.Log.Withhold("A session of the target version holds its location, which is not known here or has no form there.");
            return;
        }

        var evse = session.Is("evse_uid", NotKnown) ? null : EmbeddedLocation.Evse(location, session.Text("evse_uid"));
        if (evse is { } place)
        {
            location.Set("evses", Node.NewArray(place.Node));
            if (EmbeddedLocation.Connector(place, session.Text("connector_id")) is { } connector)
            {
                place.Set("connectors", Node.NewArray(connector.Node));
            }
        }
        else
        {
            location.Remove("evses");
            if (!session.Is("evse_uid", NotKnown))
            {
                session.Lost("evse_uid", "X-SES-07", LossKind.Dropped, "The stored location has no EVSE of that uid.");
            }
        }

        session.Set("location_id", location.Node);
        session.Rename("location_id", "location");
        session.Remove("evse_uid");
        session.Remove("connector_id");
    }
}
