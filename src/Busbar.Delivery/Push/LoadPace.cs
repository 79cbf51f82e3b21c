namespace Busbar.Delivery.Push;

/// <summary>How fast a load goes: so many objects a second, a tenth of a second's worth at once.</summary>
internal sealed class LoadPace(TimeProvider time)
{
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>When the next one may go; null when it may go now.</summary>
    public DateTimeOffset? Wait(decimal? rate)
    {
        if (rate is null || _next - time.GetUtcNow() is var wait && wait <= TimeSpan.Zero)
        {
            return null;
        }

        return _next;
    }

    /// <summary>One goes.</summary>
    public void Take(decimal? rate)
    {
        if (rate is { } perSecond)
        {
            var (now, step) = (time.GetUtcNow(), TimeSpan.FromTicks((long)(TimeSpan.TicksPerSecond / perSecond)));
            var behind = now - TimeSpan.FromMilliseconds(100);
            _next = (_next > behind ? _next : behind) + step;
        }
    }
}
