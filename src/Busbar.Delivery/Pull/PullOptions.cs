namespace Busbar.Delivery.Pull;

/// <summary>How carefully and how often is pulled.</summary>
internal sealed record PullOptions
{
    /// <summary>How far a delta goes back before the last complete pull: partners commit late and clocks differ.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The same for CDRs, which are often made long after the session.</summary>
    public TimeSpan CdrOverlap { get; init; } = TimeSpan.FromDays(1);

    /// <summary>From when on everything is asked for where the standard demands a date (sessions): before OCPI existed.</summary>
    public DateTimeOffset Everything { get; init; } = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How often a page is asked for again when the partner is in trouble.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The first wait before a page is asked for again; it doubles.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts, whatever the partner asks for.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>When more than this share of the known Locations or Tokens is missing from a complete pull at once, nothing is removed.</summary>
    public double MostMissing { get; init; } = 0.2;

    /// <summary>How long after its last page an interrupted pull is gone on with; after that the list has changed too much, and it begins anew.</summary>
    public TimeSpan ResumeWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>After how many objects a list is taken for endless.</summary>
    public int MostObjects { get; init; } = 10_000_000;

    /// <summary>
    /// When a pull that did not get to its end is tried again for the first time; the wait doubles with each failure. Short, because a partner that has
    /// just registered may be asked before it has read our answer, and then rejects the token that this answer tells it.
    /// </summary>
    public TimeSpan FirstRetryAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait before a pull that did not get to its end is tried again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many partners are pulled from at once.</summary>
    public int AtOnce { get; init; } = 2;
}
