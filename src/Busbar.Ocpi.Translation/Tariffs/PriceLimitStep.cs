using System.Globalization;
using System.Text.Json;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Tariffs;

/// <summary>
/// A tariff's limits: none in 2.1.1, a Price up to 2.2.1, a PriceLimit in 2.3.0; the last two are the same amounts under other names (X-TYP-6).
/// </summary>
internal static class PriceLimitStep
{
    public static void From221To230(Place tariff, string name)
    {
        Rename(tariff, name, "excl_vat", "before_taxes");
        Rename(tariff, name, "incl_vat", "after_taxes");
    }

    public static void From230To221(Place tariff, string name)
    {
        Rename(tariff, name, "before_taxes", "excl_vat");
        Rename(tariff, name, "after_taxes", "incl_vat");
    }

    /// <summary>Without its limit the tariff gives another price: it is withheld, or says so in words (X-TAR-07).</summary>
    public static void From22To211(Place tariff, string name, string what)
    {
        if (tariff.Object(name) is not { } limit)
        {
            return;
        }

        var amount = Amounts.Read(limit.Node.Find("excl_vat"));
        if (amount is 0 && name == "min_price")
        {
            // Limits nothing.
            tariff.Remove(name);
            return;
        }

        if (!tariff.Context.AnnouncePriceLimits)
        {
            tariff.Log.Withhold($"The tariff has a {what} price, which the target version cannot say; without it sessions would be priced differently.");
            return;
        }

        tariff.Drop(name, "X-TAR-07", $"The target version has no {what} price; the tariff's text says it instead.", priceRelevant: true);
        var text = Node.NewObject(
            ("language", Node.Text("en")),
            ("text", Node.Text(string.Create(CultureInfo.InvariantCulture, $"There is a {what} price of {amount} {tariff.Text("currency")} without tax per session."))));
        if (tariff.Node.Find("tariff_alt_text") is { Kind: JsonValueKind.Array } texts)
        {
            texts.Add(text);
        }
        else
        {
            tariff.Set("tariff_alt_text", Node.NewArray(text));
        }
    }

    private static void Rename(Place tariff, string name, string from, string to)
    {
        if (tariff.Object(name) is not { } limit || limit.Node.Find(from) is null || limit.Has(to))
        {
            return;
        }

        if (Amounts.Unquote(limit, from))
        {
            limit.Rename(from, to);
        }
        else
        {
            limit.Drop(from, "X-TYP-6", "The amount is no number.");
        }
    }
}
