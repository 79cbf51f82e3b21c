using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Tariffs;

/// <summary>A tariff's limits: a Price up to 2.2.1, a PriceLimit in 2.3.0. The same two amounts under other names (X-TYP-6).</summary>
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

    private static void Rename(Place tariff, string name, string from, string to)
    {
        if (tariff.Object(name) is not { } limit || !limit.Node.ContainsKey(from) || limit.Has(to))
        {
            return;
        }

        if (Amounts.Copy(limit.Node[from]) is { } amount)
        {
            MemberOrder.Rename(limit, from, to, amount);
        }
        else
        {
            limit.Drop(from, "X-TYP-6", "The amount is no number.");
        }
    }
}
