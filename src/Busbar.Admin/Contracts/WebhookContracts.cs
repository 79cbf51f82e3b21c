namespace Busbar.Admin.Contracts;

/// <summary>Has events sent to an address, signed as Standard Webhooks says.</summary>
public sealed record WebhookRequest
{
    /// <summary>Where to: an absolute http or https URL.</summary>
    public string? Url { get; init; }

    /// <summary>Only these types of events; all when left out.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>Only changes of objects of these modules; everything when left out.</summary>
    public IReadOnlyList<string>? Modules { get; init; }

    /// <summary>Your own words.</summary>
    public string? Description { get; init; }

    /// <summary>Only events after this sequence; 0 for all that are kept. Without it the webhook begins now.</summary>
    public long? After { get; init; }
}

/// <summary>Changes a webhook. What is left out stays; an empty list or text removes.</summary>
public sealed record WebhookPatch
{
    public string? Url { get; init; }

    public IReadOnlyList<string>? Types { get; init; }

    public IReadOnlyList<string>? Modules { get; init; }

    public string? Description { get; init; }

    /// <summary>True to send nothing until further notice; false to go on, and to try at once one that is failing or gone.</summary>
    public bool? Paused { get; init; }
}

/// <summary>Where a webhook is to go on.</summary>
public sealed record WebhookReplayRequest
{
    /// <summary>Events after this sequence are sent again; 0 for all that are kept.</summary>
    public long? After { get; init; }
}

/// <summary>A webhook and how it stands.</summary>
public sealed record WebhookView
{
    public required Guid Id { get; init; }

    public required string Url { get; init; }

    /// <summary>The types of events that it wants; empty for all.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>The modules of whose objects it wants to hear; empty for everything.</summary>
    public required IReadOnlyList<string> Modules { get; init; }

    public string? Description { get; init; }

    /// <summary>active, paused, failing (the last attempt failed and the next one waits) or gone (it answered 410; nothing is sent).</summary>
    public required string State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Everything up to this sequence was delivered, or was not wanted.</summary>
    public required long Sequence { get; init; }

    /// <summary>How many entries of the change log lie after that; not all of them may be wanted.</summary>
    public required long Behind { get; init; }

    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>The last attempt that failed, also when it has been well since.</summary>
    public WebhookFailureView? LastFailure { get; init; }

    /// <summary>Attempts that failed in a row.</summary>
    public required int FailedAttempts { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>Until when the secret before the present one signs too.</summary>
    public DateTimeOffset? FormerSecretUntil { get; init; }

    /// <summary>The secret to check signatures with. Shown this once: when the webhook was made, or its secret replaced.</summary>
    public string? Secret { get; init; }
}

/// <summary>An attempt that failed.</summary>
public sealed record WebhookFailureView
{
    public required DateTimeOffset At { get; init; }

    public required string Reason { get; init; }

    /// <summary>Absent when no answer came.</summary>
    public int? HttpStatus { get; init; }
}

/// <summary>How the test of a webhook went.</summary>
public sealed record WebhookTestView
{
    public required bool Delivered { get; init; }

    /// <summary>The message's webhook-id.</summary>
    public required string MessageId { get; init; }

    /// <summary>Absent when no answer came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Why it was not delivered.</summary>
    public string? Problem { get; init; }

    public required double DurationMs { get; init; }
}
