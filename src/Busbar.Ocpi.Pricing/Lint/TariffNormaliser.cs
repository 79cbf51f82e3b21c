using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Comparisons;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Lint;

/// <summary>Writes a tariff in fewer words that cost the same. Every change is proved before it is kept, and the whole is tried on sessions by chance.</summary>
public static class TariffNormaliser
{
    /// <summary>The simplest form found.</summary>
    public static NormalisedTariff Normalise(Tariff tariff, LintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tariff);
        options ??= LintOptions.Default;
        var comparison = new ComparisonOptions { BeforeVersion = options.Version, AfterVersion = options.Version, TimeZone = options.TimeZone, Policy = options.Policy };
        var changes = new List<string>();
        var current = tariff;
        while (Candidates(current, options).FirstOrDefault(candidate => TariffComparer.AreEquivalent(current, candidate.Tariff, comparison)) is { Tariff: not null } better)
        {
            current = better.Tariff;
            changes.Add(better.Change);
        }

        var whole = TariffComparer.Compare(tariff, current, comparison);
        var tried = new Probing(TariffComparer.Context(TariffComparer.Bare(tariff), options.Version, comparison), TariffComparer.Context(TariffComparer.Bare(current), options.Version, comparison));
        foreach (var probe in new RandomProbes([new CompiledTariff(tariff), new CompiledTariff(current)], options.TimeZone, DateOnly.FromDateTime(tariff.LastUpdated.UtcDateTime)).Take(comparison.RandomProbes))
        {
            tried.Price(probe);
        }

        // A proof that probes contradict would be a mistake of ours: the tariff stays as it is then.
        return whole.Outcome == ComparisonOutcome.Equivalent && !tried.FoundDifference
            ? new NormalisedTariff(current, changes, tried.Count)
            : new NormalisedTariff(tariff, [], tried.Count);
    }

    private static IEnumerable<(Tariff Tariff, string Change)> Candidates(Tariff tariff, LintOptions options) =>
        Idle(tariff, options).Concat(WithoutEffect(tariff)).Concat(Joined(tariff));

    /// <summary>Prices that never count, and elements left without any.</summary>
    private static IEnumerable<(Tariff Tariff, string Change)> Idle(Tariff tariff, LintOptions options)
    {
        var compiled = new CompiledTariff(tariff);
        var reach = new Reach(compiled, options.Policy);
        foreach (var element in compiled.Elements.Where(element => !element.Use.IsBooking() && !element.HasUnknownMembers))
        {
            var components = tariff.Elements[element.Index].PriceComponents;
            List<PriceComponent> kept = [.. components.Where(component => Actives(element).Any(active => ReferenceEquals(active.Component, component) && (!reach.IsComplete || reach.CanCount(active))))];
            if (kept.Count == components.Count)
            {
                continue;
            }

            var shorter = kept.Count == 0
                ? [.. tariff.Elements.Where((_, index) => index != element.Index)]
                : Replaced(tariff.Elements, element.Index, tariff.Elements[element.Index] with { PriceComponents = kept });
            var dropped = string.Join(", ", components.Except(kept, ReferenceEqualityComparer.Instance).Cast<PriceComponent>().Select(component => component.Type.Value));
            yield return (tariff with { Elements = shorter }, kept.Count == 0 ? $"left out element {element.Index + 1}, which never counts" : $"left out {dropped} of element {element.Index + 1}, which never counts");
        }
    }

    private static IEnumerable<ActiveComponent> Actives(CompiledElement element) =>
        Enumerable.Range(0, CompiledElement.Dimensions).Select(dimension => element[dimension]).OfType<ActiveComponent>();

    /// <summary>Restrictions that hold at every moment.</summary>
    private static IEnumerable<(Tariff Tariff, string Change)> WithoutEffect(Tariff tariff)
    {
        for (var index = 0; index < tariff.Elements.Count; index++)
        {
            if (tariff.Elements[index].Restrictions is not { } when)
            {
                continue;
            }

            foreach (var member in RestrictionRules.WithoutEffect(when))
            {
                var fewer = member switch
                {
                    "start_time" => when with { StartTime = null },
                    "end_time" => when with { EndTime = null },
                    "min_kwh" => when with { MinKwh = null },
                    "min_power" => when with { MinPower = null },
                    "min_current" => when with { MinCurrent = null },
                    "min_duration" => when with { MinDuration = null },
                    _ => when with { DayOfWeek = [] },
                };
                yield return (With(tariff, index, fewer), $"left out {member} of element {index + 1}, which always holds");
            }

            if (RestrictionMembers.IsEmpty(when))
            {
                yield return (With(tariff, index, null), $"left out the empty restrictions of element {index + 1}");
            }
        }
    }

    /// <summary>Two elements with the same prices whose restrictions differ in one thing, as one.</summary>
    private static IEnumerable<(Tariff Tariff, string Change)> Joined(Tariff tariff)
    {
        for (var first = 0; first < tariff.Elements.Count; first++)
        {
            for (var second = first + 1; second < tariff.Elements.Count; second++)
            {
                var (left, right) = (tariff.Elements[first], tariff.Elements[second]);
                if (!SamePrices(left, right) || RestrictionMembers.Join(left.Restrictions, right.Restrictions) is not { } joined)
                {
                    continue;
                }

                var elements = Replaced(tariff.Elements, first, left with { Restrictions = RestrictionMembers.IsEmpty(joined) ? null : joined }).Where((_, index) => index != second);
                yield return (tariff with { Elements = [.. elements] }, $"joined elements {first + 1} and {second + 1}");
            }
        }
    }

    private static bool SamePrices(TariffElement left, TariffElement right) =>
        left.Unknown is null or { Count: 0 } && right.Unknown is null or { Count: 0 }
        && left.PriceComponents.Count == right.PriceComponents.Count
        && left.PriceComponents.All(component => right.PriceComponents.Any(other => component == other || (component with { Unknown = null }) == (other with { Unknown = null })));

    private static Tariff With(Tariff tariff, int index, TariffRestrictions? when) =>
        tariff with { Elements = Replaced(tariff.Elements, index, tariff.Elements[index] with { Restrictions = when }) };

    private static List<TariffElement> Replaced(IReadOnlyList<TariffElement> elements, int index, TariffElement element) =>
        [.. elements.Select((given, at) => at == index ? element : given)];
}
