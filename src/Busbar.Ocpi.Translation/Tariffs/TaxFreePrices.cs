using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Tariffs;

/// <summary>Prices per unit in 2.2.1 are without VAT; in 2.3.0 the tariff says whether taxes are in them (X-TAR-03, X-TAR-06).</summary>
internal static class TaxFreePrices
{
    /// <summary>Prices of 2.2.1 are without taxes by definition.</summary>
    public static void From221To230(Place tariff)
    {
        if (tariff.Text("tax_included") is not ("YES" or "NO" or "N/A"))
        {
            tariff.Set("tax_included", Node.Text("NO"));
        }
    }

    public static void From230To221(Place tariff)
    {
        var included = tariff.Text("tax_included");
        foreach (var element in tariff.Objects("elements"))
        {
            foreach (var component in element.Objects("price_components"))
            {
                Convert(component, included);
            }
        }

        switch (included)
        {
            case "NO":
                tariff.Remove("tax_included");
                break;
            case "YES":
            case "N/A":
                tariff.Drop("tax_included", "X-TAR-06", $"The target version cannot say that taxes are included or do not apply (tax_included {included}).");
                break;
            default:
                tariff.Lost(
                    "tax_included", "X-TAR-06", LossKind.Defaulted,
                    "The tariff does not say whether taxes are included; its prices are taken as they are.");
                tariff.Remove("tax_included");
                break;
        }
    }

    /// <summary>2.1.1 knows no rates: its prices are without tax, and who sells on them knows the tax.</summary>
    public static void From22To211(Place tariff)
    {
        foreach (var element in tariff.Objects("elements"))
        {
            foreach (var component in element.Objects("price_components"))
            {
                component.Drop("vat", "X-TAR-04", "The target version has no rates of VAT.", priceRelevant: true);
            }
        }
    }

    private static void Convert(Place component, string? included)
    {
        switch (included)
        {
            case "N/A":
                component.Drop("vat", "X-TAR-06", "No taxes apply to the tariff, so it has no VAT rate in the target version.");
                break;
            case "YES" when !component.Has("vat"):
                component.Lost(
                    "price", "X-TAR-06", LossKind.Approximated,
                    "The price includes a tax whose rate is not known; it is passed on as the final price.", priceRelevant: true);
                break;
            case "YES":
                TakeTaxOut(component);
                break;
        }
    }

    private static void TakeTaxOut(Place component)
    {
        if (Amounts.Read(component.Node.Find("price")) is not { } price || Amounts.Read(component.Node.Find("vat")) is not { } vat || vat <= -100)
        {
            component.Log.Withhold($"The price at {component.PathOf("price")} includes a tax that cannot be calculated out of it.");
            return;
        }

        if (price != 0 && vat != 0)
        {
            var without = decimal.Round(price / (1 + (vat / 100)), 4, MidpointRounding.AwayFromZero);
            component.Approximate("price", Node.Number(without), "X-TAR-06", "The price included VAT and is given without it, rounded to four decimals.");
        }
    }
}
