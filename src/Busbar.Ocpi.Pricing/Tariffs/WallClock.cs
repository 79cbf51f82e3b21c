using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>The local clock over a stretch of time, as spans of one UTC offset each (D-DST).</summary>
/// <remarks>Instants stay UTC: the wall clock is derived from them, never the other way round, so that a repeated hour matches twice and a missing one never.</remarks>
internal sealed class WallClock
{
    private static readonly long Probe = TimeSpan.FromHours(6).Ticks;

    private readonly List<(long From, long Offset)> _spans = new(2);

    public WallClock(TimeZoneInfo? zone, long from, long to)
    {
        if (zone is null)
        {
            _spans.Add((from, 0));
            return;
        }

        var offset = OffsetAt(zone, from);
        _spans.Add((from, offset));
        for (var at = from; at < to;)
        {
            var next = Math.Min(at + Probe, to);
            var after = OffsetAt(zone, next);
            if (after != offset)
            {
                _spans.Add((Change(zone, at, next, offset), after));
                offset = after;
            }

            at = next;
        }
    }

    public long Local(long utc)
    {
        var index = _spans.Count - 1;
        while (index > 0 && _spans[index].From > utc)
        {
            index--;
        }

        return utc + _spans[index].Offset;
    }

    /// <summary>The instants between two others at which the wall clock shows one of the given times of day, or jumps.</summary>
    public void AddInstants(long[] timesOfDay, long from, long to, List<long> instants)
    {
        for (var index = 0; index < _spans.Count; index++)
        {
            var (begin, offset) = _spans[index];
            var end = index + 1 < _spans.Count ? _spans[index + 1].From : long.MaxValue;
            if (begin > from && begin < to)
            {
                instants.Add(begin);
            }

            var (low, high) = (Math.Max(from, begin), Math.Min(to, end));
            if (low >= high)
            {
                continue;
            }

            for (var day = (low + offset) / TimeSpan.TicksPerDay * TimeSpan.TicksPerDay; day - offset < high; day += TimeSpan.TicksPerDay)
            {
                foreach (var time in timesOfDay)
                {
                    var instant = day + time - offset;
                    if (instant > low && instant < high)
                    {
                        instants.Add(instant);
                    }
                }
            }
        }
    }

    private static long Change(TimeZoneInfo zone, long low, long high, long before)
    {
        // Zones change on whole seconds.
        while (high - low > Ticks.Second)
        {
            var middle = low + ((high - low) / 2 / Ticks.Second * Ticks.Second);
            middle = middle == low ? low + Ticks.Second : middle;
            if (OffsetAt(zone, middle) == before)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high / Ticks.Second * Ticks.Second;
    }

    private static long OffsetAt(TimeZoneInfo zone, long utc) => zone.GetUtcOffset(new DateTime(utc, DateTimeKind.Utc)).Ticks;
}
