using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Lint;

/// <summary>Which prices of a tariff can count at all, and where a dimension has none.</summary>
internal sealed class Reach
{
    private readonly HashSet<ActiveComponent> _counting = [];
    private readonly List<Gap> _gaps = [];

    public Reach(CompiledTariff tariff, PricingPolicy policy)
    {
        IsComplete = true;
        foreach (var part in Domain.Parts)
        {
            foreach (var dimension in Domain.Dimensions(part, policy.HubExtensions))
            {
                Explore(tariff, policy, part, dimension);
            }
        }
    }

    /// <summary>Whether all of it was seen; else nothing is said of what was not found.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Moments of sessions at which a dimension that is priced elsewhere has no price.</summary>
    public IReadOnlyList<Gap> Gaps => _gaps;

    public bool CanCount(ActiveComponent component) => _counting.Contains(component);

    private void Explore(CompiledTariff tariff, PricingPolicy policy, SessionPart part, int dimension)
    {
        // Where power or current is not known, limits on them hold or fail altogether: a price may count then that never does otherwise.
        foreach (var (powerKnown, currentKnown) in new[] { (true, true), (false, false) })
        {
            var layer = Layer.Of(tariff, part, dimension, policy, powerKnown, currentKnown);
            if (layer.Entries.Count == 0 || (!powerKnown && !tariff.ReadsPower && !tariff.ReadsCurrent))
            {
                continue;
            }

            var exploration = new Exploration();
            foreach (var (region, counting) in exploration.Regions(Domain.Of(part, dimension), layer))
            {
                if (counting[0]?.Component is { } component)
                {
                    _counting.Add(component);
                }
                else if (powerKnown && part == SessionPart.Session && dimension is not (CompiledElement.Flat or CompiledElement.SessionTime) && region.HasConstantFlow)
                {
                    _gaps.Add(new Gap(dimension, region));
                }
            }

            IsComplete &= exploration.IsComplete;
        }
    }

    /// <param name="Dimension">What has no price.</param>
    /// <param name="Region">When.</param>
    internal sealed record Gap(int Dimension, Region Region);
}
