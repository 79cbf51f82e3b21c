using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Locations;
using Busbar.Ocpi.Translation.Tariffs;

namespace Busbar.Ocpi.Translation.Cdrs;

/// <summary>CDR between 2.1.1 and 2.2 (X-CDR-01 to X-CDR-14, X-CDR-20).</summary>
internal static class OldCdrStep
{
    public static void From211To22(Place cdr)
    {
        var owner = cdr.Context.Owner;
        Owners.Write(cdr, owner);
        cdr.Rename("stop_date_time", "end_date_time");
        CdrTokens.From211To22(cdr);
        foreach (var tariff in cdr.Objects("tariffs"))
        {
            TariffStep.From211To22(tariff);
        }

        var tariffId = TariffOfPeriods(cdr);
        CdrLocations.From211To22(cdr);
        ChargingPeriodStep.AllFrom211To22(cdr, tariffId);
        Prices.From211To22(cdr, "total_cost");
        DisplayTexts.Limit(cdr, OcpiVersion.V22, "CDR", "remark");
    }

    public static void From22To211(Place cdr)
    {
        if (cdr.Node.Find("credit") is { Kind: JsonValueKind.True })
        {
            cdr.Log.Withhold("The CDR takes back another one, which the target version cannot say; as a plain CDR it would be billed.");
            return;
        }

        Owners.Remove(cdr);
        LimitId(cdr);
        cdr.Rename("end_date_time", "stop_date_time");
        CdrTokens.From22To211(cdr);
        AuthMethods.From22To211(cdr);
        cdr.Drop("session_id", "X-CDR-04", "The target version does not name the session of a CDR.");
        cdr.Drop("authorization_reference", "X-CDR-05", "The target version has no references of authorizations.");
        CdrStep.Tariffs(cdr, TariffStep.From22To211);
        CdrLocations.From22To211(cdr);
        ChargingPeriodStep.AllFrom22To211(cdr, addsEnergy: false);
        StartFee(cdr);
        Prices.From22To211(cdr, "total_cost", required: true);
        foreach (var cost in CdrStep.PartialCosts)
        {
            cdr.Drop(cost, "X-CDR-09", "The target version has the total cost only.");
        }

        cdr.Drop("invoice_reference_id", "X-CDR-13", "The target version has no references to invoices.");
        cdr.Remove("credit");
        cdr.Drop("credit_reference_id", "X-CDR-13", "The target version has no references between CDRs.");
        DisplayTexts.Limit(cdr, OcpiVersion.V211, "CDR", "remark");
    }

    /// <summary>The CDR's only tariff; of several the one that the connector names.</summary>
    private static string? TariffOfPeriods(Place cdr)
    {
        var atConnector = cdr.Object("location") is { } location && EmbeddedLocation.ChosenConnector(EmbeddedLocation.ChosenEvse(location)) is { } connector
            ? connector.Text("tariff_id")
            : null;
        string? chosen = null;
        var count = 0;
        foreach (var tariff in cdr.Objects("tariffs"))
        {
            var id = tariff.Text("id");
            chosen = count == 0 || string.Equals(id, atConnector, StringComparison.OrdinalIgnoreCase) ? id : chosen;
            count++;
        }

        if (count < 2 || string.Equals(chosen, atConnector, StringComparison.OrdinalIgnoreCase))
        {
            return chosen;
        }

        cdr.Lost(
            "charging_periods", "X-CDR-10", LossKind.Approximated,
            "Which of the CDR's tariffs applies to which period is not known; in the target version that reads as if none did.", priceRelevant: true);
        return null;
    }

    /// <summary>Readers of 2.1.1 calculate a start fee from a dimension that later versions no longer have.</summary>
    private static void StartFee(Place cdr)
    {
        if (Amounts.Read(cdr.Object("total_fixed_cost")?.Node.Find("excl_vat")) is not > 0 || !HasFlatPrice(cdr))
        {
            return;
        }

        foreach (var period in cdr.Objects("charging_periods"))
        {
            if (period.Node.Find("dimensions") is { Kind: JsonValueKind.Array } dimensions)
            {
                dimensions.Add(Node.NewObject(("type", Node.Text("FLAT")), ("volume", Node.Number(1))));
                period.Lost("dimensions", "X-CDR-11", LossKind.Defaulted, "A flat fee was charged; readers of the target version calculate it from a dimension FLAT.");
            }

            return;
        }
    }

    private static bool HasFlatPrice(Place cdr)
    {
        foreach (var tariff in cdr.Objects("tariffs"))
        {
            foreach (var element in tariff.Objects("elements"))
            {
                foreach (var component in element.Objects("price_components"))
                {
                    if (component.Is("type", "FLAT") && Amounts.Read(component.Node.Find("price")) is > 0)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static void LimitId(Place cdr)
    {
        Identifiers.Restore(cdr, "id");
        Identifiers.Shorten(cdr, "id", "X-ID-2");
    }
}
