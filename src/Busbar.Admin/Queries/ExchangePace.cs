using Busbar.Admin.Contracts;

namespace Busbar.Admin.Queries;

/// <summary>Counts exchanges by the minute in which they began, for the last hour of this process.</summary>
public sealed class ExchangePace(TimeProvider clock)
{
    private const int Minutes = 60;

    private readonly Lock _lock = new();
    private readonly (long Minute, int Count, int Failed)[] _ring = new (long, int, int)[Minutes];
    private readonly long _start = MinuteOf(clock.GetUtcNow());

    public void Count(DateTimeOffset at, bool failed)
    {
        var minute = MinuteOf(at);
        lock (_lock)
        {
            ref var slot = ref _ring[minute % Minutes];
            if (slot.Minute < minute)
            {
                slot = (minute, 0, 0);
            }

            // An exchange that took longer than an hour finds its place taken.
            if (slot.Minute == minute)
            {
                slot = (minute, slot.Count + 1, slot.Failed + (failed ? 1 : 0));
            }
        }
    }

    /// <summary>From the oldest minute to the present one, quiet minutes included.</summary>
    public IReadOnlyList<MinuteView> Read()
    {
        var now = MinuteOf(clock.GetUtcNow());
        var first = Math.Max(_start, now - Minutes + 1);
        var read = new List<MinuteView>(Minutes);
        lock (_lock)
        {
            for (var minute = first; minute <= now; minute++)
            {
                var slot = _ring[minute % Minutes];
                var at = new DateTimeOffset(minute * TimeSpan.TicksPerMinute, TimeSpan.Zero);
                read.Add(slot.Minute == minute ? new MinuteView(at, slot.Count, slot.Failed) : new MinuteView(at, 0, 0));
            }
        }

        return read;
    }

    private static long MinuteOf(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;
}
