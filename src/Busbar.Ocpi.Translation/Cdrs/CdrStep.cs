using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Locations;
using Busbar.Ocpi.Translation.Tariffs;

namespace Busbar.Ocpi.Translation.Cdrs;

/// <summary>CDR from 2.2 to 2.3.0 and back (X-CDR-05 to X-CDR-15).</summary>
/// <remarks>
/// The connector's standard is sent as it is even when the target version does not know it: a bill must not be held back for it (X-CON-04).
/// Signed data is never shortened: 2.2 is sent values longer than its tables allow (X-CDR-12).
/// </remarks>
internal static class CdrStep
{
    internal static readonly string[] PartialCosts =
        ["total_fixed_cost", "total_energy_cost", "total_time_cost", "total_parking_cost", "total_reservation_cost"];

    public static void From22To221(Place cdr)
    {
        CdrTokens.From22To221(cdr);
        foreach (var tariff in cdr.Objects("tariffs"))
        {
            TariffStep.From22To221(tariff);
        }

        LimitTexts(cdr, OcpiVersion.V221);
    }

    public static void From221To230(Place cdr)
    {
        foreach (var tariff in cdr.Objects("tariffs"))
        {
            TariffStep.From221To230(tariff);
        }

        Prices.From221To230(cdr, "total_cost", required: true);
        foreach (var cost in PartialCosts)
        {
            Prices.From221To230(cdr, cost, required: false);
        }

        LimitTexts(cdr, OcpiVersion.V230);
    }

    public static void From230To221(Place cdr)
    {
        CdrTokens.From230To221(cdr);
        Tariffs(cdr, TariffStep.From230To221);
        ChargingPeriodStep.AllFrom230To221(cdr);
        Prices.From230To221(cdr, "total_cost", required: true);
        foreach (var cost in PartialCosts)
        {
            Prices.From230To221(cdr, cost, required: false);
        }

        cdr.Drop("booking_id", "X-CDR-15", "The target version has no bookings.");
        LimitTexts(cdr, OcpiVersion.V221);
    }

    public static void From221To22(Place cdr)
    {
        CdrTokens.From221To22(cdr);
        Tariffs(cdr, TariffStep.From221To22);
        cdr.Drop(
            "home_charging_compensation", "X-CDR-14", "The target version cannot say whether the driver is compensated for charging at home.", priceRelevant: true);
        if (cdr.Object("cdr_location") is { } location)
        {
            PowerTypes.Down(location, "connector_power_type", OcpiVersion.V22);
            location.Drop("state", "X-CDR-06", "The location of a CDR has no state or province in the target version.");
            if (!location.Has("postal_code"))
            {
                location.Default("postal_code", Node.Text("#NA"), "X-CDR-06", "The target version requires a postal code, and the CDR has none.");
            }
        }

        LimitTexts(cdr, OcpiVersion.V22);
    }

    /// <summary>The tariffs in a CDR explain its cost; one that the target version cannot have is left out, and the CDR still goes (X-CDR-08).</summary>
    public static void Tariffs(Place cdr, Action<Place> step)
    {
        foreach (var tariff in cdr.Objects("tariffs"))
        {
            var log = tariff.Log.ForPart();
            step(tariff with { Log = log });
            if (log.Withheld is { } reason)
            {
                tariff.LeaveOut("X-CDR-08", reason, priceRelevant: true);
            }
            else
            {
                tariff.Log.Join(log);
            }
        }
    }

    private static void LimitTexts(Place cdr, OcpiVersion target)
    {
        DisplayTexts.Limit(cdr, target, "CDR", "remark");
        if (cdr.Object("cdr_location") is { } location)
        {
            DisplayTexts.Limit(location, target, "CdrLocation", "name", "address", "city");
            if (target >= OcpiVersion.V221)
            {
                DisplayTexts.Limit(location, target, "CdrLocation", "state");
            }
        }
    }
}
