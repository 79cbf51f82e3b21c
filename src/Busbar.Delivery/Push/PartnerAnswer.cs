namespace Busbar.Delivery.Push;

/// <summary>What a partner made of one message.</summary>
internal sealed record PartnerAnswer
{
    public required AnswerKind Kind { get; init; }

    public int? HttpStatus { get; init; }

    public int? OcpiStatus { get; init; }

    /// <summary>Why it did not go well, in one sentence that holds no personal data.</summary>
    public string? Message { get; init; }

    /// <summary>How long the partner asks us to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Until when it is not to be asked.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Where the partner says that the object stands.</summary>
    public Uri? Location { get; init; }

    /// <summary>The data of the answer, when it has any.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The partner may have acted on the message although it did not say so: no answer came, or a gateway on the way answered for it.</summary>
    public bool Uncertain { get; init; }

    /// <summary>The exchange in which it was said, as it is recorded.</summary>
    public Guid? Exchange { get; init; }
}

/// <summary>What an answer means for the delivery.</summary>
internal enum AnswerKind
{
    /// <summary>The partner has it.</summary>
    Accepted,

    /// <summary>The partner will not have it; sending it again as it is would change nothing.</summary>
    Refused,

    /// <summary>The partner rejects our token.</summary>
    Unauthorized,

    /// <summary>The partner asks for fewer requests.</summary>
    Throttled,

    /// <summary>The partner answered that it is in trouble.</summary>
    Failing,

    /// <summary>No answer came, or only one of something between us.</summary>
    Unreachable,

    /// <summary>It was not asked yet, because it may still be busy with what came before.</summary>
    TooEarly,
}
