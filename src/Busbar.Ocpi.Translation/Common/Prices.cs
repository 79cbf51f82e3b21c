namespace Busbar.Ocpi.Translation.Common;

/// <summary>
/// Price: a number without taxes in 2.1.1, excl_vat and incl_vat in 2.2 and 2.2.1, before_taxes and taxes in 2.3.0 (X-TYP-1 to X-TYP-5).
/// </summary>
internal static class Prices
{
    public static void From211To22(Place parent, string name)
    {
        if (parent.Has(name) && parent.Object(name) is null && Amounts.Unquote(parent, name))
        {
            var amount = parent.Node.Find(name)!.Copy();
            parent.Set(name, Node.NewObject(("excl_vat", amount)));
        }
    }

    public static void From22To211(Place parent, string name, bool required)
    {
        if (parent.Object(name) is not { } price || !HasAmount(parent, price, name, "excl_vat", required))
        {
            return;
        }

        if (price.Has("incl_vat"))
        {
            price.Lost("incl_vat", "X-TYP-4", LossKind.Dropped, "The target version has amounts without tax only.");
        }

        parent.Set(name, price.Node.Find("excl_vat")!.Copy());
    }

    public static void From221To230(Place parent, string name, bool required)
    {
        if (parent.Object(name) is { } price && !IsAlready(price, "excl_vat", "before_taxes") && HasAmount(parent, price, name, "excl_vat", required))
        {
            Up(price);
        }
    }

    public static void From230To221(Place parent, string name, bool required)
    {
        if (parent.Object(name) is { } price && !IsAlready(price, "before_taxes", "excl_vat") && HasAmount(parent, price, name, "before_taxes", required))
        {
            Down(price);
        }
    }

    /// <summary>Some senders already use the other version's shape; it is what is wanted.</summary>
    private static bool IsAlready(Place price, string source, string target) => !price.Has(source) && price.Has(target);

    /// <summary>An amount is never made up from another one (X-LAW-5).</summary>
    private static bool HasAmount(Place parent, Place price, string name, string source, bool required)
    {
        if (Amounts.Unquote(price, source))
        {
            return true;
        }

        if (required)
        {
            parent.Log.Withhold($"The amount at {price.PathOf(source)} is missing or no number.");
        }
        else
        {
            parent.Drop(name, "X-TYP-2", $"The price has no {source}.");
        }

        return false;
    }

    private static void Up(Place price)
    {
        var excluding = price.Node.Find("excl_vat");
        var including = price.Node.Find("incl_vat");
        price.Rename("excl_vat", "before_taxes");
        if (including is null or { IsNull: true })
        {
            price.Remove("incl_vat");
            return;
        }

        if (Amounts.Read(excluding) is not { } before || Amounts.Read(including) is not { } after)
        {
            price.Drop("incl_vat", "X-TYP-2", "The amount with VAT is no number that can be calculated with.");
            return;
        }

        price.Set("incl_vat", Node.NewArray(Node.NewObject(("name", Node.Text("VAT")), ("amount", Node.Number(after - before)))));
        price.Rename("incl_vat", "taxes");
        if (after < before && before >= 0)
        {
            price.Lost("taxes", "X-TYP-5", LossKind.Approximated, "The amount with VAT is lower than the one without, which gives a negative tax.");
        }
    }

    private static void Down(Place price)
    {
        var before = price.Node.Find("before_taxes");
        var taxes = price.Objects("taxes");
        price.Rename("before_taxes", "excl_vat");
        var count = taxes.Count;
        if (count == 0)
        {
            price.Remove("taxes");
            return;
        }

        var sum = Amounts.Read(before);
        var plain = count == 1;
        foreach (var tax in taxes)
        {
            sum += Amounts.Read(tax.Node.Find("amount"));
            plain &= IsPlain(tax);
        }

        if (sum is null)
        {
            price.Drop("taxes", "X-TYP-2", "A tax has no amount that can be calculated with.");
            return;
        }

        price.Set("taxes", Node.Number(sum.Value));
        price.Rename("taxes", "incl_vat");
        if (!plain)
        {
            price.Lost("incl_vat", "X-TYP-3", LossKind.Dropped, "The target version has one amount with VAT and no names, rates and registrations of taxes.");
        }
    }

    /// <summary>Whether the tax says no more than 2.2.1 does.</summary>
    private static bool IsPlain(Place tax)
    {
        for (var member = tax.Node.First; member is not null; member = member.Next)
        {
            var plain = member.IsNull || member.Name.Span.SequenceEqual("amount"u8) || (member.Name.Span.SequenceEqual("name"u8) && member.Is("VAT"));
            if (!plain)
            {
                return false;
            }
        }

        return tax.Is("name", "VAT");
    }
}
