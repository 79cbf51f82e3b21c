namespace Busbar.Admin.Contracts;

/// <summary>How the present state of an object stands at one partner.</summary>
public sealed record ObjectDeliveryView
{
    public required Guid Connection { get; init; }

    /// <summary>The partner's name.</summary>
    public required string Name { get; init; }

    /// <summary>not_visible, withheld, not_pushed, waiting, refused or delivered.</summary>
    public required string State { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>While it waits: entries of the change log before it.</summary>
    public long? Ahead { get; init; }

    /// <summary>The open refusal: /api/refusals/{id}.</summary>
    public Guid? Refusal { get; init; }

    /// <summary>What was said last about the object, delivered or not; absent when the message log no longer has it.</summary>
    public DeliveryMessageView? Message { get; init; }

    /// <summary>When a CDR was acknowledged; kept as long as the connection.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Where the partner says that it keeps a CDR.</summary>
    public string? Location { get; init; }
}

/// <summary>One message that delivered an object, or tried to.</summary>
public sealed record DeliveryMessageView
{
    /// <summary>The exchange with its bodies: /api/exchanges/{id}.</summary>
    public required Guid Exchange { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Method { get; init; }

    /// <summary>Absent when no answer came.</summary>
    public int? HttpStatus { get; init; }

    public int? OcpiStatus { get; init; }

    /// <summary>X-Request-ID.</summary>
    public string? RequestId { get; init; }

    /// <summary>X-Correlation-ID.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The change up to which the partner was told.</summary>
    public required long Sequence { get; init; }
}
