namespace Busbar.Admin.Contracts;

/// <summary>What to fetch from a partner.</summary>
public sealed record PullRequestBody
{
    /// <summary>True for everything, and what the partner no longer lists is removed; otherwise what changed since the last complete pull.</summary>
    public bool? Full { get; init; }

    /// <summary>Which modules; all that the partner offers when left out.</summary>
    public IReadOnlyList<string>? Modules { get; init; }

    /// <summary>False to be answered at once with the job, instead of with what came of it.</summary>
    public bool? Wait { get; init; }
}

/// <summary>What came of a pull.</summary>
public sealed record PullView
{
    public required DateTimeOffset StartedAt { get; init; }

    public required long DurationMs { get; init; }

    /// <summary>Whether every module was read to its end.</summary>
    public required bool Complete { get; init; }

    public required IReadOnlyList<ModulePullView> Modules { get; init; }
}

/// <summary>What came of pulling one module.</summary>
public sealed record ModulePullView
{
    public required string Module { get; init; }

    public required bool Full { get; init; }

    public DateTimeOffset? DateFrom { get; init; }

    public required bool Complete { get; init; }

    public required int Pages { get; init; }

    public required int Objects { get; init; }

    public required int Stored { get; init; }

    public required int Unchanged { get; init; }

    public required int Removed { get; init; }

    /// <summary>How many objects could not be taken.</summary>
    public required int Refused { get; init; }

    /// <summary>The first of those.</summary>
    public required IReadOnlyList<PulledRefusalView> Refusals { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>An object that a pull could not take.</summary>
public sealed record PulledRefusalView
{
    public string? Object { get; init; }

    public required string Reason { get; init; }

    public required IReadOnlyList<FindingView> Findings { get; init; }
}

/// <summary>Where the pulls of one module of a partner stand.</summary>
public sealed record PullStandingView
{
    public required string Module { get; init; }

    /// <summary>never, running, interrupted (it goes on by itself), complete or failed.</summary>
    public required string State { get; init; }

    /// <summary>How often it is asked for what changed; 0 for only when you ask. Set with pull_interval_minutes and pull_minutes of the profile.</summary>
    public required int IntervalMinutes { get; init; }

    /// <summary>How often everything is asked for.</summary>
    public required int FullHours { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the schedule has the next one.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Everything was asked for, not only changes.</summary>
    public bool? Full { get; init; }

    public int? Pages { get; init; }

    public int? Objects { get; init; }

    /// <summary>How many objects the partner says there are.</summary>
    public long? Total { get; init; }

    public int? Stored { get; init; }

    public int? Unchanged { get; init; }

    public int? Refused { get; init; }

    public int? Removed { get; init; }

    /// <summary>How often it was gone on with after an interruption.</summary>
    public int? Resumed { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }
}
