namespace Busbar.Core.Delivery;

/// <summary>Where the delivery to one partner stands.</summary>
public sealed record DeliveryStatus
{
    public required Guid Connection { get; init; }

    public required DeliveryState State { get; init; }

    /// <summary>The sequence up to which everything was sent or refused.</summary>
    public required long Cursor { get; init; }

    /// <summary>How many entries of the change log lie after the cursor; not all of them concern the partner.</summary>
    public required long Lag { get; init; }

    /// <summary>How many objects are known to wait for this partner.</summary>
    public required int Pending { get; init; }

    /// <summary>How long the oldest of them has been waiting; null when nothing waits.</summary>
    public TimeSpan? OldestPendingAge { get; init; }

    /// <summary>Whether the stored objects are being walked (a new partner, or one that may see more) before the log is read on.</summary>
    public bool Sweeping { get; init; }

    /// <summary>How many states of objects had no form in the partner's version, since the delivery started here. They are no refusals: the partner was not asked.</summary>
    public long Withheld { get; init; }

    /// <summary>How many changes are left to the partner's own pull.</summary>
    public long LeftToPull { get; init; }

    /// <summary>When the next attempt is due, while backing off.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Attempts that failed in a row.</summary>
    public int FailedAttempts { get; init; }

    /// <summary>What went wrong last, in one sentence; null while all is well.</summary>
    public string? LastError { get; init; }
}
