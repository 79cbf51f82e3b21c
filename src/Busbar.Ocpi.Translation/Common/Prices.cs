using System.Text.Json.Nodes;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Price: excl_vat and incl_vat up to 2.2.1, before_taxes and taxes in 2.3.0 (X-TYP-2, X-TYP-3, X-TYP-5).</summary>
internal static class Prices
{
    public static void From221To230(Place parent, string name, bool required) => Convert(parent, name, required, "excl_vat", "before_taxes", Up);

    public static void From230To221(Place parent, string name, bool required) => Convert(parent, name, required, "before_taxes", "excl_vat", Down);

    private static void Convert(Place parent, string name, bool required, string source, string target, Action<Place> convert)
    {
        // Some senders already use the other version's shape; it is what is wanted.
        if (parent.Object(name) is not { } price || (!price.Has(source) && price.Has(target)))
        {
            return;
        }

        if (Amounts.Copy(price.Node[source]) is null)
        {
            // An amount is never made up from another one (X-LAW-5).
            if (required)
            {
                parent.Log.Withhold($"The amount at {price.PathOf(source)} is missing or no number.");
            }
            else
            {
                parent.Drop(name, "X-TYP-2", $"The price has no {source}.");
            }

            return;
        }

        convert(price);
    }

    private static void Up(Place price)
    {
        var excluding = price.Node["excl_vat"];
        var including = price.Node["incl_vat"];
        MemberOrder.Rename(price, "excl_vat", "before_taxes", Amounts.Copy(excluding));
        if (including is null)
        {
            price.Remove("incl_vat");
            return;
        }

        if (Amounts.Read(excluding) is not { } before || Amounts.Read(including) is not { } after)
        {
            price.Drop("incl_vat", "X-TYP-2", "The amount with VAT is no number that can be calculated with.");
            return;
        }

        MemberOrder.Rename(price, "incl_vat", "taxes", new JsonArray(new JsonObject { ["name"] = "VAT", ["amount"] = after - before }));
        if (after < before && before >= 0)
        {
            price.Lost("incl_vat", "X-TYP-5", LossKind.Approximated, "The amount with VAT is lower than the one without, which gives a negative tax.");
        }
    }

    private static void Down(Place price)
    {
        var before = price.Node["before_taxes"];
        var taxes = price.Objects("taxes");
        MemberOrder.Rename(price, "before_taxes", "excl_vat", Amounts.Copy(before));
        if (taxes.Count == 0)
        {
            price.Remove("taxes");
            return;
        }

        var sum = Amounts.Read(before);
        foreach (var tax in taxes)
        {
            sum += Amounts.Read(tax.Node["amount"]);
        }

        if (sum is null)
        {
            price.Drop("taxes", "X-TYP-2", "A tax has no amount that can be calculated with.");
            return;
        }

        var plain = taxes.Count == 1 && taxes[0].Text("name") == "VAT" && taxes[0].Node.All(member => member.Key is "name" or "amount" || member.Value is null);
        MemberOrder.Rename(price, "taxes", "incl_vat", JsonValue.Create(sum.Value));
        if (!plain)
        {
            price.Lost("taxes", "X-TYP-3", LossKind.Dropped, "The target version has one amount with VAT and no names, rates and registrations of taxes.");
        }
    }
}
