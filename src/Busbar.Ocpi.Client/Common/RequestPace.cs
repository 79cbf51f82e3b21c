namespace Busbar.Ocpi.Client.Common;

/// <summary>
/// Keeps requests to one partner within a rate, and waits as long as the partner asks (Retry-After). Shared by everyone who calls that partner.
/// Thread-safe.
/// </summary>
/// <param name="perSecond">How many requests per second; null for no limit.</param>
/// <param name="burst">How many may go at once before the rate holds; at least 1.</param>
/// <param name="clock">The clock.</param>
public sealed class RequestPace(decimal? perSecond, int burst, TimeProvider clock)
{
    /// <summary>A partner that asks for more patience than this has it in its own hands to answer 429 again.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private decimal _turns = Math.Max(1, burst);
    private DateTimeOffset _counted = clock.GetUtcNow();
    private DateTimeOffset _heldUntil;

    /// <summary>Waits for one's turn. What is urgent goes at once, and counts.</summary>
    public ValueTask WaitAsync(bool urgent, CancellationToken cancellation)
    {
        var wait = Take();
        return urgent || wait <= TimeSpan.Zero ? default : new ValueTask(Task.Delay(wait, clock, cancellation));
    }

    /// <summary>The partner asked to be left alone for a while.</summary>
    public void Hold(TimeSpan time)
    {
        lock (_lock)
        {
            var until = clock.GetUtcNow() + (time < LongestHold ? time : LongestHold);
            _heldUntil = until > _heldUntil ? until : _heldUntil;
        }
    }

    private TimeSpan Take()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var held = _heldUntil - now;
            if (perSecond is not { } rate)
            {
                return held;
            }

            var most = Math.Max(1, burst);
            _turns = Math.Min(most, _turns + ((now - _counted).Ticks * rate / TimeSpan.TicksPerSecond));
            _counted = now;

            // Below zero stands a queue: whoever comes later waits longer.
            _turns -= 1;
            var turn = _turns >= 0 ? TimeSpan.Zero : TimeSpan.FromTicks((long)(-_turns * TimeSpan.TicksPerSecond / rate));
            return turn > held ? turn : held;
        }
    }
}
