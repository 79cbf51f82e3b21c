namespace Busbar.Admin.Webhooks;

/// <summary>How patient sending to webhooks is.</summary>
internal sealed record WebhookOptions
{
    private const int WritesPerSecond = 20;

    /// <summary>How many webhooks there may be: each has its own place in the log.</summary>
    public const int Most = 100;

    /// <summary>How long a receiver may take to answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The first wait after a failure; it doubles with each further one.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest wait that a receiver's Retry-After can ask for.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often a place in the log that moves is written down. What was sent since is sent again after a crash.</summary>
    public TimeSpan CursorInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long nothing may happen before it is looked whether a place is to be written down.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a stop waits for an answer.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>With many webhooks each place is written down more seldom, so that all together stay sparse. What was only passed over is quickly passed over again.</summary>
    public TimeSpan SaveAfter(int webhooks, bool sent)
    {
        var shared = TimeSpan.FromSeconds(webhooks / (double)WritesPerSecond);
        var interval = shared > CursorInterval ? shared : CursorInterval;
        return sent ? interval : interval * 10;
    }

    /// <summary>How long to wait after an attempt failed.</summary>
    /// <param name="failures">How many have in a row.</param>
    /// <param name="asked">What the receiver asked for.</param>
    /// <param name="chance">From 0 to 1; spreads those that failed together.</param>
    public TimeSpan BackOff(int failures, TimeSpan? asked, double chance)
    {
        // A wait that is over already is no invitation to ask without end.
        if (asked >= FirstBackOff)
        {
            return asked.Value < LongestRetryAfter ? asked.Value : LongestRetryAfter;
        }

        var doubled = FirstBackOff * Math.Pow(2, Math.Min(failures - 1, 30));
        return (doubled < LongestBackOff ? doubled : LongestBackOff) * (0.75 + (chance * 0.25));
    }
}
