using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Quotes;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Comparisons;

/// <summary>Tells whether two tariffs cost the same: by exact reasoning where that decides it, else by the sessions most likely to show a difference.</summary>
/// <remarks>
/// Validity and type are left aside: they say when a tariff counts, not what it costs. Exact reasoning is about sessions that on balance take energy.
/// </remarks>
public static class TariffComparer
{
    private const int MostPlaces = 60;

    /// <summary>Compares two tariffs, for example before and after an update or a translation.</summary>
    public static TariffComparison Compare(Tariff before, Tariff after, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        options ??= ComparisonOptions.Default;
        var (left, right) = (Bare(before), Bare(after));
        var reasons = new List<string>(Frames(before, after));
        var proved = reasons.Count == 0 && !PricesBookings(left, right, options);
        var day = DayOf(before, after);
        var places = Places(left, right, options, day, MostPlaces, reasons, ref proved);

        var probing = new Probing(Context(left, options.BeforeVersion, options), Context(right, options.AfterVersion, options));
        List<ComparedSession> typical = [.. TypicalSessions.Around(day, options.TimeZone).Select(probing.Price)];
        if (!proved)
        {
            places.ForEach(probe => probing.Price(probe));
            foreach (var probe in new RandomProbes([left, right], options.TimeZone, day).Take(options.RandomProbes))
            {
                probing.Price(probe);
            }
        }

        return new TariffComparison
        {
            Outcome = proved ? ComparisonOutcome.Equivalent : probing.FoundDifference || !SameCurrency(before, after) ? ComparisonOutcome.Different : ComparisonOutcome.NoDifferenceFound,
            Reasons = reasons,
            Dearer = probing.Dearer,
            Cheaper = probing.Cheaper,
            Typical = typical,
            Probes = probing.Count,
        };
    }

    /// <summary>Whether two tariffs are proved to cost the same. Quicker than a comparison.</summary>
    public static bool AreEquivalent(Tariff before, Tariff after, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        options ??= ComparisonOptions.Default;
        var (left, right) = (Bare(before), Bare(after));
        var proved = !Frames(before, after).Any() && !PricesBookings(left, right, options);
        if (proved)
        {
            Places(left, right, options, DayOf(before, after), 1, [], ref proved);
        }

        return proved;
    }

    /// <summary>Prices of bookings are left out of the exact reasoning.</summary>
    private static bool PricesBookings(CompiledTariff left, CompiledTariff right, ComparisonOptions options) =>
        options.Policy.Bookings && left.Elements.Concat(right.Elements).Any(element => element.Use.IsBooking());

    /// <summary>A tariff without what says when it counts.</summary>
    internal static CompiledTariff Bare(Tariff tariff) => new(tariff with { StartDateTime = null, EndDateTime = null, Type = null });

    internal static TariffContext Context(CompiledTariff tariff, OcpiVersion version, ComparisonOptions options) => new()
    {
        Tariffs = TariffSet.Of(tariff), TariffVersion = version, TimeZone = options.TimeZone ?? TimeZoneInfo.Utc, Policy = options.Policy,
    };

    /// <summary>A day on which the tariffs count: the later start of their validity, else the first date in them, else that of the update.</summary>
    private static DateOnly DayOf(params Tariff[] tariffs)
    {
        var starts = tariffs.Where(tariff => tariff.StartDateTime is not null).Select(tariff => tariff.StartDateTime!.Value).ToList();
        var dates = tariffs.SelectMany(tariff => tariff.Elements).Select(element => element.Restrictions?.StartDate)
            .Where(text => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _)).Order(StringComparer.Ordinal).ToList();
        return starts.Count > 0 ? DateOnly.FromDateTime(starts.Max().UtcDateTime)
            : dates.Count > 0 ? DateOnly.ParseExact(dates[0]!, "yyyy-MM-dd")
            : DateOnly.FromDateTime(tariffs.Max(tariff => tariff.LastUpdated).UtcDateTime);
    }

    private static bool SameCurrency(Tariff before, Tariff after) => string.Equals(before.Currency, after.Currency, StringComparison.OrdinalIgnoreCase);

    /// <summary>What counts for the whole of a tariff.</summary>
    private static IEnumerable<string> Frames(Tariff before, Tariff after)
    {
        if (!SameCurrency(before, after))
        {
            yield return $"The currency is {before.Currency} before and {after.Currency} after.";
        }

        if (!Same(before.MinPrice, after.MinPrice))
        {
            yield return "The minimum price is not the same.";
        }

        if (!Same(before.MaxPrice, after.MaxPrice))
        {
            yield return "The maximum price is not the same.";
        }
    }

    private static bool Same(PriceLimit? before, PriceLimit? after) => before?.BeforeTaxes == after?.BeforeTaxes && before?.AfterTaxes == after?.AfterTaxes;

    /// <summary>The moments at which another price counts, each with a session that passes through it.</summary>
    private static List<Probe> Places(CompiledTariff left, CompiledTariff right, ComparisonOptions options, DateOnly day, int most, List<string> reasons, ref bool proved)
    {
        var (withPower, withCurrent) = (left.ReadsPower || right.ReadsPower, left.ReadsCurrent || right.ReadsCurrent);
        var probes = new List<Probe>();
        foreach (var part in Domain.Parts)
        {
            foreach (var dimension in Domain.Dimensions(part, options.Policy.HubExtensions))
            {
                foreach (var (powerKnown, currentKnown) in Knowledge(withPower, withCurrent))
                {
                    var exploration = new Exploration();
                    var found = exploration
                        .Regions(Region.Everything, Layer.Of(left, part, dimension, options.Policy, powerKnown, currentKnown), Layer.Of(right, part, dimension, options.Policy, powerKnown, currentKnown))
                        .Where(region => PriceKey.Of(region.Counting[0]?.Component, options.BeforeVersion, options.Policy) != PriceKey.Of(region.Counting[1]?.Component, options.AfterVersion, options.Policy))
                        .Take(most).ToList();
                    proved &= found.Count == 0 && exploration.IsComplete;
                    if (!proved && most == 1)
                    {
                        return probes;
                    }

                    foreach (var (region, counting) in found)
                    {
                        var place = Place.Of(region, part, dimension, day, options.TimeZone);
                        probes.Add(place.Probe(withPower && powerKnown, withCurrent && currentKnown));
                        if (reasons.Count < 20)
                        {
                            reasons.Add($"{place.Describe(withPower && powerKnown, withCurrent && currentKnown)}: {PriceWords.Name(dimension)} costs {PriceWords.Price(counting[0]?.Component)} before and {PriceWords.Price(counting[1]?.Component)} after.");
                        }
                    }
                }
            }
        }

        return probes;
    }

    private static IEnumerable<(bool PowerKnown, bool CurrentKnown)> Knowledge(bool withPower, bool withCurrent)
    {
        yield return (true, true);
        if (withPower)
        {
            yield return (false, true);
        }

        if (withCurrent)
        {
            yield return (true, false);
        }

        if (withPower && withCurrent)
        {
            yield return (false, false);
        }
    }
}
