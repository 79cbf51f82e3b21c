using Busbar.Ocpi.Pricing.Quotes;

namespace Busbar.Ocpi.Pricing.Comparisons;

/// <summary>Prices probes by two tariffs and keeps the greatest differences.</summary>
internal sealed class Probing(TariffContext before, TariffContext after)
{
    public int Count { get; private set; }

    public bool FoundDifference { get; private set; }

    public ComparedSession? Dearer { get; private set; }

    public ComparedSession? Cheaper { get; private set; }

    public ComparedSession Price(Probe probe)
    {
        var (left, right) = (before.Generate(probe.Events, explain: false).Result, after.Generate(probe.Events, explain: false).Result);
        var compared = new ComparedSession(probe.Name, probe.Events, left.Currency == right.Currency ? left.Currency : "", left.Totals.TotalCost, right.Totals.TotalCost);
        Count++;
        FoundDifference |= compared.IsDifferent;
        if (compared.Difference.Sign > 0 && !(compared.Difference <= Dearer?.Difference))
        {
            Dearer = compared;
        }

        if (compared.Difference.Sign < 0 && !(compared.Difference >= Cheaper?.Difference))
        {
            Cheaper = compared;
        }

        return compared;
    }
}
