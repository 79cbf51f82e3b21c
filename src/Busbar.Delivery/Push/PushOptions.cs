namespace Busbar.Delivery.Push;

/// <summary>How patient and how greedy the delivery is.</summary>
internal sealed record PushOptions
{
    /// <summary>The first wait after a failure.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait. A probe is one request, so that a partner that comes back is noticed soon rather than late.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait that a partner's Retry-After can ask for.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many objects may wait in memory for one partner; the log is not read further until there is room.</summary>
    public int Window { get; init; } = 2000;

    /// <summary>How many objects one step of a walk over the store takes.</summary>
    public int SweepPage { get; init; } = 500;

    /// <summary>How often a moving cursor is written down. What was sent since is sent again after a crash, which PUT allows; CDRs have receipts.</summary>
    public TimeSpan CursorInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>So many changes have to be unread, beside what waits already, before they are left to a partner's own pull.</summary>
    public long CatchUpBacklog { get; init; } = 10_000;

    /// <summary>How long a partner's pull is waited for, where the operator left the choice to us.</summary>
    public TimeSpan CatchUpPatience { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A partner that pulled within this time is one that pulls.</summary>
    public TimeSpan CatchUpMemory { get; init; } = TimeSpan.FromDays(1);

    /// <summary>After so many answers of 500 to one object, while others were accepted in between, the object counts as refused.</summary>
    public int PoisonAfter { get; init; } = 5;

    /// <summary>How long a partner is given to finish what a process before sent it, before it is asked what came of it.</summary>
    public TimeSpan LastBreath { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many bytes of objects are kept in memory for all partners together.</summary>
    public long CacheBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How long a stop waits for what is in flight: well below the ten seconds after which containers are killed.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(5);
}
