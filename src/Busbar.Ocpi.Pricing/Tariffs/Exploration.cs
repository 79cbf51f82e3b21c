namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>Divides moments into regions in each of which the same price counts throughout. Lint, comparison and quotes share it.</summary>
internal sealed class Exploration(int budget = 30_000)
{
    private int _left = budget;

    /// <summary>Whether all of it was seen; the rest of an exploration that grows too large is left out.</summary>
    public bool IsComplete => _left > 0;

    /// <summary>The regions of a domain, each with the entry of every layer that counts in it, null for none.</summary>
    public IEnumerable<(Region Region, Layer.Entry?[] Counting)> Regions(Region domain, params Layer[] layers) =>
        domain.IsEmpty ? [] : Divide(domain, [.. layers.Select(layer => layer.Within(domain))]);

    private IEnumerable<(Region Region, Layer.Entry?[] Counting)> Divide(Region region, Layer[] layers)
    {
        if (--_left <= 0)
        {
            yield break;
        }

        var open = layers.FirstOrDefault(layer => layer.Entries.Count > 0 && !layer.Entries[0].Region.Contains(region));
        if (open is null)
        {
            yield return (region, [.. layers.Select(layer => layer.Entries.Count > 0 ? layer.Entries[0] : null)]);
            yield break;
        }

        foreach (var part in region.SplitBy(open.Entries[0].Region))
        {
            foreach (var found in Divide(part, [.. layers.Select(layer => layer.Within(part))]))
            {
                yield return found;
            }
        }
    }
}
