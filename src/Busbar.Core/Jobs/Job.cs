namespace Busbar.Core.Jobs;

/// <summary>Work that somebody ordered and that takes its time: carried out by whichever process does the connection's work, its progress readable from all.</summary>
public sealed record Job
{
    public required Guid Id { get; init; }

    /// <summary>What is to be done ("pull", "replay", "reconcile" …).</summary>
    public required string Kind { get; init; }

    /// <summary>The partner it is done with; null for work that concerns no one partner.</summary>
    public Guid? Connection { get; init; }

    /// <summary>What tells it from other jobs of its kind with the same partner: of the same subject there is one open job at a time.</summary>
    public required string Subject { get; init; }

    public JobState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What exactly was ordered, as JSON.</summary>
    public required string Request { get; init; }

    /// <summary>How far it has got, as JSON: whoever goes on begins here. Null before the first word of it.</summary>
    public string? Progress { get; init; }

    /// <summary>What came of it, as JSON; null while it is open.</summary>
    public string? Result { get; init; }

    /// <summary>Why it failed, in one sentence.</summary>
    public string? Problem { get; init; }

    public bool IsOpen => State is JobState.Waiting or JobState.Running;
}

/// <summary>Where a job stands. The numbers are stored.</summary>
public enum JobState
{
    /// <summary>Nobody has begun yet.</summary>
    Waiting = 0,

    /// <summary>A process is at it, or another will go on where that one ended.</summary>
    Running = 1,

    Done = 2,

    Failed = 3,

    /// <summary>The operator called it off.</summary>
    Cancelled = 4,
}
