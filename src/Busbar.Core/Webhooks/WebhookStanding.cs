namespace Busbar.Core.Webhooks;

/// <summary>How far a webhook has got in the change log, and how sending to it goes.</summary>
/// <param name="Sequence">Everything up to this sequence was delivered, or was not wanted.</param>
/// <param name="Round">The webhook's round in which that is so.</param>
public sealed record WebhookStanding(long Sequence, long Round)
{
    public DateTimeOffset? LastSuccessAt { get; init; }

    public WebhookFailure? LastFailure { get; init; }

    /// <summary>Attempts that failed in a row.</summary>
    public int FailedAttempts { get; init; }

    /// <summary>When the next attempt is due, after one that failed.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }
}

/// <summary>An attempt that failed.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in one sentence that holds no secret.</param>
/// <param name="HttpStatus">What the receiver answered; null when it did not.</param>
public sealed record WebhookFailure(DateTimeOffset At, string Reason, int? HttpStatus);
