using Busbar.Ocpi.Model.Tariffs;

namespace Busbar.Ocpi.Pricing.Lint;

/// <summary>Compares and joins restrictions member by member.</summary>
internal static class RestrictionMembers
{
    public static bool IsEmpty(TariffRestrictions when) =>
        when is
        {
            StartTime: null, EndTime: null, StartDate: null, EndDate: null, MinKwh: null, MaxKwh: null, MinCurrent: null, MaxCurrent: null, MinPower: null, MaxPower: null,
            MinDuration: null, MaxDuration: null, DayOfWeek.Count: 0, Reservation: null, Unknown: null or { Count: 0 },
        };

    /// <summary>Restrictions that hold wherever one of two does; null when no single ones do, as far as can be told from the members.</summary>
    public static TariffRestrictions? Join(TariffRestrictions? left, TariffRestrictions? right)
    {
        if (left is null || right is null || left.Unknown is { Count: > 0 } || right.Unknown is { Count: > 0 })
        {
            return left is null || right is null ? new TariffRestrictions() : null;
        }

        if (Same(left, right))
        {
            return left;
        }

        var times = left with { StartTime = right.StartTime, EndTime = right.EndTime };
        if (Same(times, right))
        {
            return Touch(left.EndTime, right.StartTime) ? Times(left, left.StartTime, right.EndTime)
                : Touch(right.EndTime, left.StartTime) ? Times(left, right.StartTime, left.EndTime) : null;
        }

        if (Same(left with { DayOfWeek = right.DayOfWeek }, right) && left.DayOfWeek.Count > 0 && right.DayOfWeek.Count > 0)
        {
            return left with { DayOfWeek = [.. left.DayOfWeek.Union(right.DayOfWeek)] };
        }

        if (Same(left with { StartDate = right.StartDate, EndDate = right.EndDate }, right))
        {
            return Touch(left.EndDate, right.StartDate) ? left with { EndDate = right.EndDate } : Touch(right.EndDate, left.StartDate) ? right with { EndDate = left.EndDate } : null;
        }

        if (Same(left with { MinKwh = right.MinKwh, MaxKwh = right.MaxKwh }, right))
        {
            return left.MaxKwh is not null && left.MaxKwh == right.MinKwh ? left with { MaxKwh = right.MaxKwh }
                : right.MaxKwh is not null && right.MaxKwh == left.MinKwh ? right with { MaxKwh = left.MaxKwh } : null;
        }

        if (Same(left with { MinDuration = right.MinDuration, MaxDuration = right.MaxDuration }, right))
        {
            return left.MaxDuration is not null && left.MaxDuration == right.MinDuration ? left with { MaxDuration = right.MaxDuration }
                : right.MaxDuration is not null && right.MaxDuration == left.MinDuration ? right with { MaxDuration = left.MaxDuration } : null;
        }

        return null;
    }

    /// <summary>A window that comes back to where it starts is the whole day.</summary>
    private static TariffRestrictions Times(TariffRestrictions when, string? start, string? end) =>
        start == end || (start is null && end is null) ? when with { StartTime = null, EndTime = null } : when with { StartTime = start, EndTime = end };

    private static bool Touch(string? end, string? start) => end is not null && end == start;

    private static bool Same(TariffRestrictions left, TariffRestrictions right) =>
        left with { DayOfWeek = [], Unknown = null } == right with { DayOfWeek = [], Unknown = null }
        && left.DayOfWeek.ToHashSet().SetEquals(right.DayOfWeek);
}
