using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Testing.Documents;

/// <summary>Makes generated amounts, tariffs and hours agree with each other.</summary>
internal static class ConsistentPrices
{
    public static void Repair(ObjectContract contract, JsonObject document, GeneratedValue values)
    {
        switch (contract.Name)
        {
            case "Price" when document["incl_vat"] is not null:
                document["excl_vat"] = values.Decimal(100);
                document["incl_vat"] = values.Decimal(200, 100);
                break;
            case "Price" when document["taxes"] is JsonArray { Count: > 0 } taxes:
                document["before_taxes"] = values.Decimal(100);
                foreach (var tax in taxes)
                {
                    tax!["amount"] = values.Decimal(20);
                }

                break;
            case "PriceLimit" when document["after_taxes"] is not null:
                document["before_taxes"] = values.Decimal(100);
                document["after_taxes"] = values.Decimal(200, 100);
                break;
            case "PriceComponent" when document["type"]!.GetValue<string>() != "FLAT":
                document["step_size"] = 1 + values.Below(3600);
                break;
            case "TariffRestrictions" when document["start_date"] is not null && document["end_date"] is not null:
                var day = values.Below(400);
                document["start_date"] = GeneratedText.Date(day);
                document["end_date"] = GeneratedText.Date(day + 1 + values.Below(400));
                break;
            case "RegularHours":
                document["period_begin"] = GeneratedText.Minutes(values.Below(700));
                document["period_end"] = values.Below(4) == 0 ? "23:59" : GeneratedText.Minutes(700 + values.Below(700));
                break;
            case "TariffElement" when document["restrictions"] is JsonObject restrictions && restrictions["reservation"] is not null:
                foreach (var component in document["price_components"]!.AsArray().Where(component => component!["type"]!.GetValue<string>() is "ENERGY" or "PARKING_TIME"))
                {
                    component!["type"] = "TIME";
                    component["step_size"] = 1 + values.Below(3600);
                }

                break;
        }
    }

    /// <summary>The least price is not above the greatest.</summary>
    public static void RepairTariff(OcpiVersion version, JsonObject document, GeneratedValue values)
    {
        var amount = version == OcpiVersion.V230 ? "before_taxes" : "excl_vat";
        if (document["min_price"] is JsonObject && document["max_price"] is JsonObject)
        {
            document["min_price"] = new JsonObject { [amount] = values.Decimal(10) };
            document["max_price"]![amount] = values.Decimal(100, 10);
        }
    }
}
