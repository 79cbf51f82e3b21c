using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Locations;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Translation.Tariffs;

/// <summary>Tariff (X-TAR-01 to X-TAR-15). One whose price would be another one in the target version is withheld.</summary>
internal static class TariffStep
{
    public static void From211To22(Place tariff)
    {
        Owners.Write(tariff, tariff.Context.Owner);
        foreach (var element in tariff.Objects("elements"))
        {
            foreach (var component in element.Objects("price_components"))
            {
                // The examples of 2.1.1 have their prices in quotes.
                Amounts.Unquote(component, "price");
            }
        }

        if (tariff.Context.FirstElementCounts)
        {
            FirstElement.Spell(tariff);
        }

        Up(tariff, OcpiVersion.V22);
    }

    public static void From22To221(Place tariff) => Up(tariff, OcpiVersion.V221);

    public static void From221To230(Place tariff)
    {
        TaxFreePrices.From221To230(tariff);
        PriceLimitStep.From221To230(tariff, "min_price");
        PriceLimitStep.From221To230(tariff, "max_price");
        Up(tariff, OcpiVersion.V230);
    }

    public static void From230To221(Place tariff)
    {
        if (tariff.Node.Find("type") is { } type && !KnownValues.Of(OcpiVersion.V221, "TariffType").Knows(type))
        {
            // Without its type it would be valid for every session.
            tariff.Log.Withhold($"The target version does not know the tariff type {type.AsText()}.");
        }

        ElementRestrictions.From230To221(tariff);
        TaxFreePrices.From230To221(tariff);
        PriceLimitStep.From230To221(tariff, "min_price");
        PriceLimitStep.From230To221(tariff, "max_price");
        tariff.Drop("preauthorize_amount", "X-TAR-10", "The target version has no amount to pre-authorize.");
        Down(tariff, OcpiVersion.V221);
    }

    public static void From221To22(Place tariff) => Down(tariff, OcpiVersion.V22);

    public static void From22To211(Place tariff)
    {
        if (tariff.Node.Find("type") is { IsNull: false } type && !type.Is("REGULAR"))
        {
            tariff.Log.Withhold($"The tariff is for some sessions only (type {type.AsText()}), which the target version cannot say.");
        }

        tariff.Drop("type", "X-TAR-02", "The target version has no types of tariffs.");
        Validity(tariff);
        ElementRestrictions.From22To211(tariff);
        PriceLimitStep.From22To211(tariff, "min_price", "minimum");
        PriceLimitStep.From22To211(tariff, "max_price", "maximum");
        TaxFreePrices.From22To211(tariff);
        Owners.Remove(tariff);
        Down(tariff, OcpiVersion.V211);
    }

    /// <summary>2.1.1 has no dates of validity: the tariff is there while it is valid, and not otherwise (X-TAR-08).</summary>
    private static void Validity(Place tariff)
    {
        if (tariff.Context.Moment is { } now)
        {
            if (OcpiDateTime.TryParse(tariff.Text("start_date_time"), out var start) && start > now)
            {
                tariff.Log.Withhold("The tariff is not valid yet, which the target version cannot say.");
            }

            if (OcpiDateTime.TryParse(tariff.Text("end_date_time"), out var end) && end < now)
            {
                tariff.Log.Withhold("The tariff is no longer valid, which the target version cannot say.");
            }
        }

        tariff.Drop("start_date_time", "X-TAR-08", "The target version cannot say from when on the tariff is valid.", priceRelevant: true);
        tariff.Drop("end_date_time", "X-TAR-08", "The target version cannot say until when the tariff is valid.", priceRelevant: true);
    }

    private static void Up(Place tariff, OcpiVersion target)
    {
        EnergyMixStep.Up(tariff, target);
        Texts(tariff, target);
    }

    private static void Down(Place tariff, OcpiVersion target)
    {
        EnergyMixStep.Down(tariff, target);
        Texts(tariff, target);
    }

    private static void Texts(Place tariff, OcpiVersion target) => DisplayTexts.LimitAll(tariff, target, "tariff_alt_text");
}
