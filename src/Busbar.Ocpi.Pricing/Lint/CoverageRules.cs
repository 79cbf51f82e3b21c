using System.Globalization;
using Busbar.Ocpi.Pricing.Comparisons;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Lint;

/// <summary>Rules about which prices can count, and where there is none.</summary>
internal static class CoverageRules
{
    public static IEnumerable<LintFinding> Check(CompiledTariff tariff, Reach reach, LintOptions options)
    {
        foreach (var element in tariff.Elements.Where(element => element.Use != ReservedUse.Unreadable && !element.Use.IsBooking() && !IsEmpty(element, options)))
        {
            foreach (var finding in reach.IsComplete ? Unreachable(element, reach, options) : [])
            {
                yield return finding;
            }
        }

        foreach (var dimension in new[] { CompiledElement.Energy, CompiledElement.Time, CompiledElement.Parking })
        {
            if (Uncovered(tariff, dimension, reach, options) is { } finding)
            {
                yield return finding;
            }
        }
    }

    /// <summary>What no moment meets is said to contradict itself; that it is not reached follows.</summary>
    internal static bool IsEmpty(CompiledElement element, LintOptions options) => element.Restrictions is { } restrictions && !restrictions.Regions(options.Policy).Any();

    private static IEnumerable<LintFinding> Unreachable(CompiledElement element, Reach reach, LintOptions options)
    {
        List<ActiveComponent> idle = [.. Components(element, options).Where(component => !reach.CanCount(component))];
        if (idle.Count > 0 && idle.Count == Components(element, options).Count())
        {
            yield return new(LintCodes.ElementUnreachable, LintSeverity.Warning, element.Index, null, $"Element {element.Index + 1} never counts: whenever its restrictions hold, an element before it does.");
            yield break;
        }

        foreach (var component in idle)
        {
            yield return new(
                LintCodes.ComponentUnreachable, LintSeverity.Warning, element.Index, component.Position,
                $"The price of {component.Component.Type.Value} in element {element.Index + 1} never counts: whenever its restrictions hold, an element before it prices the same.");
        }
    }

    private static IEnumerable<ActiveComponent> Components(CompiledElement element, LintOptions options) =>
        Enumerable.Range(0, options.Policy.HubExtensions ? CompiledElement.Dimensions : CompiledElement.SessionTime)
            .Where(dimension => element.Use == ReservedUse.None || dimension is CompiledElement.Time or CompiledElement.Flat)
            .Select(dimension => element[dimension]).OfType<ActiveComponent>();

    private static LintFinding? Uncovered(CompiledTariff tariff, int dimension, Reach reach, LintOptions options)
    {
        var dates = Dates(tariff, dimension);
        var regions = reach.Gaps.Where(gap => gap.Dimension == dimension).Select(gap => gap.Region.With(Axis.Date, dates.From, dates.To)).Where(region => !region.IsEmpty && region.HasConstantFlow).ToList();
        if (regions.Count == 0)
        {
            return null;
        }

        // The one that is met soonest: little energy, little time, then the widest.
        var region = regions.OrderBy(gap => gap[Axis.Energy].From).ThenBy(gap => gap[Axis.Duration].From).ThenByDescending(gap => gap[Axis.Time].To - gap[Axis.Time].From).First();
        var place = Place.Of(region, SessionPart.Session, dimension, DateOnly.FromDateTime((tariff.Source.StartDateTime ?? tariff.Source.LastUpdated).UtcDateTime), options.TimeZone);
        var probe = place.Probe(tariff.ReadsPower, tariff.ReadsCurrent);
        return new(
            LintCodes.Uncovered,
            dimension == CompiledElement.Energy ? LintSeverity.Warning : LintSeverity.Note,
            null,
            null,
            $"{place.Describe(tariff.ReadsPower, tariff.ReadsCurrent)}: {PriceWords.Name(dimension)} has no price and costs nothing, though it is priced at other moments.",
            new LintExample(probe.Name, probe.Events));
    }

    /// <summary>The dates that the tariff is for: its validity, and where every price has dates, those.</summary>
    private static (decimal? From, decimal? To) Dates(CompiledTariff tariff, int dimension)
    {
        decimal? from = tariff.Source.StartDateTime is { } start ? DateOnly.FromDateTime(start.UtcDateTime).DayNumber : null;
        decimal? to = tariff.Source.EndDateTime is { } end ? DateOnly.FromDateTime(end.UtcDateTime).DayNumber + 1 : null;
        var restrictions = tariff.Elements.Where(element => element.Use == ReservedUse.None && element[dimension] is not null).Select(element => tariff.Source.Elements[element.Index].Restrictions).ToList();
        if (restrictions.Count > 0 && restrictions.TrueForAll(given => Date(given?.StartDate) is not null && Date(given?.EndDate) is not null))
        {
            from = Math.Max(from ?? 0, restrictions.Min(given => Date(given!.StartDate))!.Value);
            to = Math.Min(to ?? decimal.MaxValue, restrictions.Max(given => Date(given!.EndDate))!.Value);
        }

        return (from, to);
    }

    private static decimal? Date(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date.DayNumber : null;
}
