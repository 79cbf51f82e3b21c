namespace Busbar.Core.Limits;

/// <summary>Counts the requests of one partner that were refused, by minute, for the last hour.</summary>
internal sealed class RefusedRequests(TimeProvider clock)
{
    private const int Minutes = 60;

    private readonly Lock _lock = new();
    private readonly (long Minute, long Count)[] _ring = new (long, long)[Minutes];
    private DateTimeOffset? _last;
    private long _total;

    /// <summary>One more. True for the first in a minute: that one stands for the others.</summary>
    public bool Add()
    {
        var now = clock.GetUtcNow();
        var minute = MinuteOf(now);
        lock (_lock)
        {
            ref var slot = ref _ring[minute % Minutes];
            slot = slot.Minute == minute ? (minute, slot.Count + 1) : (minute, 1);
            _last = now;
            _total++;
            return slot.Count == 1;
        }
    }

    public RefusedCount Read()
    {
        var oldest = MinuteOf(clock.GetUtcNow()) - Minutes + 1;
        lock (_lock)
        {
            var recent = 0L;
            foreach (var (minute, count) in _ring)
            {
                recent += minute >= oldest ? count : 0;
            }

            return new RefusedCount(_total, recent, _last);
        }
    }

    private static long MinuteOf(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;
}

/// <summary>How many requests of a partner this process refused because they came too fast.</summary>
/// <param name="Total">Since the start.</param>
/// <param name="LastHour">In the last hour, by whole minutes.</param>
/// <param name="LastAt">When the last one came; null when there was none.</param>
public readonly record struct RefusedCount(long Total, long LastHour, DateTimeOffset? LastAt);
