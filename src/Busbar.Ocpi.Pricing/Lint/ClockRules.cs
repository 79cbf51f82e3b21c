using System.Globalization;
using Busbar.Ocpi.Pricing.Quotes;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Lint;

/// <summary>Windows that begin or end in an hour that the clock repeats or leaves out in the year to come.</summary>
internal static class ClockRules
{
    public static IEnumerable<LintFinding> Check(CompiledTariff tariff, LintOptions options)
    {
        if (options.TimeZone is not { } zone || !tariff.ReadsClock)
        {
            yield break;
        }

        var start = (tariff.Source.StartDateTime ?? tariff.Source.LastUpdated).UtcDateTime.Date;
        var changes = Changes(zone, start).ToList();
        foreach (var element in tariff.Elements.Where(element => element.Restrictions is { ReadsClock: true }))
        {
            foreach (var change in changes)
            {
                if (element.Restrictions!.Regions(options.Policy).Any(region => IsTouched(region, change, zone)))
                {
                    yield return Finding(element, change, zone);
                }
            }
        }
    }

    /// <summary>Whether a window begins or ends inside the hour, or lies in it, on that day.</summary>
    private static bool IsTouched(Region region, Change change, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(change.At, zone));
        var (from, to) = region[Axis.Time];
        return region.With(Axis.Date, day.DayNumber, day.DayNumber + 1) is { IsEmpty: false }
            && ((from > change.From && from < change.To) || (to > change.From && to < change.To) || (from >= change.From && to <= change.To));
    }

    private static LintFinding Finding(CompiledElement element, Change change, TimeZoneInfo zone)
    {
        var date = TimeZoneInfo.ConvertTimeFromUtc(change.At, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (first, last) = (Clock(change.From), Clock(change.To));
        var message = change.IsRepeated
            ? $"On {date} the clock shows {first} to {last} twice: a window of element {element.Index + 1} that lies, begins or ends there is met twice, and the two hours cannot have prices of their own."
            : $"On {date} the clock leaves out {first} to {last}: a window of element {element.Index + 1} that lies there never comes, and one that begins or ends there does so at the jump.";
        var plan = new PlannedSession { Arrival = new DateTimeOffset(change.At, TimeSpan.Zero).AddHours(-2), Energy = 44, Power = 11 };
        return new(LintCodes.ClockChange, LintSeverity.Note, element.Index, null, message, new LintExample($"{date}, through the change of the clock", plan.Events()));
    }

    /// <summary>The changes of the clock within a year. Zones change on whole half hours.</summary>
    private static IEnumerable<Change> Changes(TimeZoneInfo zone, DateTime start)
    {
        var before = zone.GetUtcOffset(DateTime.SpecifyKind(start, DateTimeKind.Utc));
        for (var half = 1; half <= 366 * 48; half++)
        {
            var at = DateTime.SpecifyKind(start.AddMinutes(30 * half), DateTimeKind.Utc);
            var after = zone.GetUtcOffset(at);
            if (after != before)
            {
                var local = TimeZoneInfo.ConvertTimeFromUtc(at, zone).TimeOfDay.Ticks;
                var shift = (after - before).Ticks;
                yield return shift > 0 ? new(at, local - shift, local, false) : new(at, local, local - shift, true);
                before = after;
            }
        }
    }

    private static string Clock(long ticks) => TimeSpan.FromTicks(ticks).ToString("hh\\:mm", CultureInfo.InvariantCulture);

    /// <param name="At">When the clock changes (UTC).</param>
    /// <param name="From">The local time at which the hour begins that is repeated or left out.</param>
    /// <param name="To">The local time at which it ends.</param>
    /// <param name="IsRepeated">Which of the two.</param>
    private sealed record Change(DateTime At, long From, long To, bool IsRepeated);
}
