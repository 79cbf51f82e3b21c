using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>The prices of one dimension of one tariff as regions in the order in which they are looked at: at a moment the first one that holds it counts.</summary>
internal sealed class Layer
{
    private Layer(IReadOnlyList<Entry> entries) => Entries = entries;

    public IReadOnlyList<Entry> Entries { get; }

    public static Layer Of(CompiledTariff tariff, SessionPart part, int dimension, PricingPolicy policy, bool powerKnown = true, bool currentKnown = true) =>
        new([.. from element in tariff.CandidatesFor(part)
                where policy.Selection == ElementSelection.PerElement || element[dimension] is not null
                where element.Use != ReservedUse.Unreadable
                from region in element.Restrictions?.Regions(policy, powerKnown, currentKnown) ?? [Region.Everything]
                select new Entry(element, element[dimension], region)]);

    /// <summary>What is left to look at inside a region, up to the entry that holds all of it.</summary>
    public Layer Within(Region region)
    {
        var entries = new List<Entry>();
        foreach (var entry in Entries)
        {
            if (entry.Region.Contains(region))
            {
                entries.Add(entry);
                break;
            }

            if (!entry.Region.And(region).IsEmpty)
            {
                entries.Add(entry);
            }
        }

        return new(entries);
    }

    /// <param name="Element">The element.</param>
    /// <param name="Component">Its price of the dimension; null only where one element counts for all dimensions.</param>
    /// <param name="Region">Moments at which it holds.</param>
    internal sealed record Entry(CompiledElement Element, ActiveComponent? Component, Region Region);
}
