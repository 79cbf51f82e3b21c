using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Tariffs;
using Busbar.Ocpi.Translation.Tokens;

namespace Busbar.Ocpi.Translation.Cdrs;

/// <summary>CDR between 2.2.1 and 2.3.0 (X-CDR-05 to X-CDR-15).</summary>
/// <remarks>The connector's standard is sent as it is even when 2.2.1 does not know it: a bill must not be held back for it (X-CON-04).</remarks>
internal static class CdrStep
{
    private static readonly string[] PartialCosts =
        ["total_fixed_cost", "total_energy_cost", "total_time_cost", "total_parking_cost", "total_reservation_cost"];

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
        if (cdr.Object("cdr_token") is { } token)
        {
            TokenTypes.From230To221(token, "X-SES-04");
        }

        foreach (var tariff in cdr.Objects("tariffs"))
        {
            CopyOfTariff(tariff);
        }

        ChargingPeriodStep.AllFrom230To221(cdr);
        Prices.From230To221(cdr, "total_cost", required: true);
        foreach (var cost in PartialCosts)
        {
            Prices.From230To221(cdr, cost, required: false);
        }

        cdr.Drop("booking_id", "X-CDR-15", "The target version has no bookings.");
        LimitTexts(cdr, OcpiVersion.V221);
    }

    /// <summary>A tariff in a CDR explains the cost; one that 2.2.1 cannot have is left out, and the CDR still goes (X-CDR-08).</summary>
    private static void CopyOfTariff(Place tariff)
    {
        var log = new LossLog();
        TariffStep.From230To221(tariff with { Log = log });
        if (log.Withheld is { } reason)
        {
            tariff.LeaveOut("X-CDR-08", reason);
            return;
        }

        tariff.Log.Changed |= log.Changed;
        foreach (var loss in log.Losses)
        {
            tariff.Log.Add(loss.Path, loss.Rule, loss.Kind, loss.Message);
        }
    }

    private static void LimitTexts(Place cdr, OcpiVersion target)
    {
        DisplayTexts.Limit(cdr, target, "CDR", "remark");
        if (cdr.Object("cdr_location") is { } location)
        {
            DisplayTexts.Limit(location, target, "CdrLocation", "name", "address", "city", "state");
        }
    }
}
