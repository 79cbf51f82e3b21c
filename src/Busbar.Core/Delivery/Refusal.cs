using Busbar.Core.Objects;

namespace Busbar.Core.Delivery;

/// <summary>A change that a partner rejected, kept so that it can be explained and replayed.</summary>
public sealed record Refusal
{
    public required Guid Id { get; init; }

    public required Guid Connection { get; init; }

    public required ObjectKey Object { get; init; }

    /// <summary>The change that was refused.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The partner's HTTP status; null when the refusal is ours (the object could not be translated).</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The partner's OCPI status code, when its answer had one.</summary>
    public int? OcpiStatus { get; init; }

    /// <summary>Why, in the partner's words or ours.</summary>
    public required string Reason { get; init; }

    public required RefusalState State { get; init; }

    /// <summary>The exchange in which it was refused.</summary>
    public Guid? Exchange { get; init; }
}

/// <summary>Where a refusal stands. The numbers are stored.</summary>
public enum RefusalState
{
    /// <summary>Nothing was done about it yet.</summary>
    Open = 0,

    /// <summary>It was sent again and accepted.</summary>
    Resolved = 1,

    /// <summary>A later state of the object was accepted, or refused in its turn: one refusal per object and partner is open.</summary>
    Superseded = 2,
}
