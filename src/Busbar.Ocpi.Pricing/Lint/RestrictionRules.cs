using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Lint;

/// <summary>Rules about the restrictions of single elements.</summary>
internal static class RestrictionRules
{
    public static IEnumerable<LintFinding> Check(CompiledTariff tariff, LintOptions options)
    {
        foreach (var element in tariff.Elements)
        {
            if (element.HasUnknownMembers)
            {
                var unknown = Unknown(tariff.Source.Elements[element.Index]);
                yield return new(LintCodes.UnknownMember, LintSeverity.Warning, element.Index, null, $"{Name(element)} has members that the standard does not know ({string.Join(", ", unknown)}); if one was meant to restrict it, it does not.");
            }

            if (element.Use == ReservedUse.Unreadable)
            {
                yield return new(LintCodes.Unreadable, LintSeverity.Error, element.Index, null, $"A restriction of {Name(element, false)} cannot be read: the element never counts.");
            }
            else if (CoverageRules.IsEmpty(element, options))
            {
                yield return new(LintCodes.Contradiction, LintSeverity.Error, element.Index, null, $"No moment meets the restrictions of {Name(element, false)}: {Conflict(tariff.Source.Elements[element.Index].Restrictions!)}.");
            }
            else if (tariff.Source.Elements[element.Index].Restrictions is { } when)
            {
                foreach (var finding in Readable(element, when))
                {
                    yield return finding;
                }
            }
        }
    }

    /// <summary>Restrictions that every moment meets, by their names.</summary>
    internal static IEnumerable<string> WithoutEffect(TariffRestrictions when)
    {
        var window = when.StartTime is null or "00:00" && when.EndTime is null or "00:00" or "24:00";
        (string Name, bool Idle)[] members =
        [
            ("start_time", when.StartTime is not null && window), ("end_time", when.EndTime is not null && window),
            ("min_kwh", when.MinKwh <= 0), ("min_power", when.MinPower <= 0), ("min_current", when.MinCurrent <= 0), ("min_duration", when.MinDuration <= 0),
            ("day_of_week", when.DayOfWeek.Select(day => day.Value.ToUpperInvariant()).Distinct().Count() == 7),
        ];
        return members.Where(member => member.Idle).Select(member => member.Name);
    }

    private static IEnumerable<LintFinding> Readable(CompiledElement element, TariffRestrictions when)
    {
        foreach (var member in WithoutEffect(when))
        {
            yield return new(LintCodes.NoOpRestriction, LintSeverity.Note, element.Index, null, $"{member} of {Name(element, false)} holds at every moment: it may go.");
        }

        if (when.StartTime is { } start && when.EndTime is { } end)
        {
            if (start == end && start != "00:00")
            {
                yield return new(LintCodes.EqualTimes, LintSeverity.Warning, element.Index, null, $"{Name(element)} ends at {end}, when it starts: it is read as the whole day here, and as never elsewhere.");
            }
            else if (when.DayOfWeek.Count is > 0 and < 7 && end != "00:00" && end != "24:00" && string.CompareOrdinal(start, end) > 0)
            {
                yield return new(
                    LintCodes.WeekdayOverMidnight, LintSeverity.Warning, element.Index, null,
                    $"{Name(element)} has weekdays and a window over midnight: after midnight the next day counts. If the window belongs to the day it starts on, two elements say so: {start} to 00:00 on these days, and 00:00 to {end} on the days after them.");
            }
        }
        else if (when.StartTime is not null || when.EndTime is not null)
        {
            yield return new(LintCodes.OpenWindow, LintSeverity.Note, element.Index, null, $"{Name(element)} has a window with one end: the other one is read as midnight.");
        }
    }

    private static string Conflict(TariffRestrictions when) =>
        when.MinKwh >= when.MaxKwh || when.MaxKwh <= 0 ? "min_kwh and max_kwh leave nothing"
        : when.MinDuration >= when.MaxDuration || when.MaxDuration <= 0 ? "min_duration and max_duration leave nothing"
        : when.MinPower >= when.MaxPower || when.MaxPower <= 0 ? "min_power and max_power leave nothing"
        : when.MinCurrent >= when.MaxCurrent || when.MaxCurrent <= 0 ? "min_current and max_current leave nothing"
        : when.StartDate is not null && when.EndDate is not null && string.CompareOrdinal(when.StartDate, when.EndDate) >= 0 ? "end_date is not after start_date"
        : when.DayOfWeek.Count > 0 && (when.StartDate is not null || when.EndDate is not null) ? "none of its weekdays lies in its dates"
        : "they exclude each other";

    private static IEnumerable<string> Unknown(TariffElement element) =>
        (element.Unknown?.Keys ?? []).Concat(element.Restrictions?.Unknown?.Keys.Where(member => member != ReservedUses.Booking) ?? []);

    private static string Name(CompiledElement element, bool begins = true) => $"{(begins ? "E" : "e")}lement {element.Index + 1}";
}
