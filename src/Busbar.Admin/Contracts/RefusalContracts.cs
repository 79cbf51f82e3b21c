namespace Busbar.Admin.Contracts;

/// <summary>A change that a partner rejected.</summary>
public sealed record RefusalView
{
    public required Guid Id { get; init; }

    public required Guid Connection { get; init; }

    public required string Module { get; init; }

    public required string CountryCode { get; init; }

    public required string PartyId { get; init; }

    public required string ObjectId { get; init; }

    /// <summary>The change that was refused.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Absent when the refusal is ours: the object could not be translated for the partner.</summary>
    public int? HttpStatus { get; init; }

    public int? OcpiStatus { get; init; }

    public required string Reason { get; init; }

    /// <summary>open, resolved or superseded.</summary>
    public required string State { get; init; }

    /// <summary>The exchange in which it was refused.</summary>
    public Guid? Exchange { get; init; }
}

/// <summary>What came of sending a refused change again.</summary>
public sealed record ReplayView
{
    public required bool Accepted { get; init; }

    /// <summary>accepted, refused (again) or unreachable; the refusal stays open unless it was accepted.</summary>
    public required string Outcome { get; init; }

    public required string Message { get; init; }

    public int? HttpStatus { get; init; }

    public int? OcpiStatus { get; init; }
}
