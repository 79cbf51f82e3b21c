namespace Busbar.Core.Limits;

/// <summary>
/// The token bucket of one partner. It is a single number, the moment up to which what was taken is paid for at the rate: taking one more is an addition, without a lock and
/// without anything that is done over time. What is refused takes nothing, so that a partner gets through at its rate however often it asks.
/// </summary>
internal sealed class PartnerBucket(TimeProvider clock)
{
    private volatile Measure? _measure;
    private long _paidUntil;

    /// <summary>How long to wait for the next request; null when this one is taken.</summary>
    public TimeSpan? Take(RequestRate rate)
    {
        var now = clock.GetTimestamp();
        var measure = _measure is { } known && known.Rate == rate ? known : Adopt(rate, now);
        while (true)
        {
            var paid = Interlocked.Read(ref _paidUntil);
            var from = Math.Max(paid, now);
            var early = from - now - measure.Tolerance;
            if (early > 0)
            {
                return clock.GetElapsedTime(0, early);
            }

            if (Interlocked.CompareExchange(ref _paidUntil, from + measure.Interval, paid) == paid)
            {
                return null;
            }
        }
    }

    /// <summary>The rate is another: the partner begins anew under it, because what it owes at the old one may be hours at the new.</summary>
    private Measure Adopt(RequestRate rate, long now)
    {
        var measure = new Measure(rate, clock.TimestampFrequency);
        Interlocked.Exchange(ref _paidUntil, now);
        _measure = measure;
        return measure;
    }

    /// <summary>A rate in the clock's own units.</summary>
    private sealed class Measure(RequestRate rate, long frequency)
    {
        public RequestRate Rate { get; } = rate;

        public long Interval { get; } = (long)(frequency / rate.PerSecond);

        /// <summary>How far ahead of time a request may be.</summary>
        public long Tolerance { get; } = (long)(frequency / rate.PerSecond * (rate.Burst - 1));
    }
}
