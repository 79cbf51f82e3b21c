using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Pricing.Sessions;

namespace Busbar.Core.Sessions;

/// <summary>What is known of a session at its end, besides what its updates said.</summary>
public sealed record CompletionRequest
{
    /// <summary>When it ended; null for the last reading's time, else for what the session says.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Energy in kilowatt-hours; null for what the readings come to, else for what the session says.</summary>
    public decimal? Kwh { get; init; }

    /// <summary>Meter readings and changes of state in the order of time, the first at the start. With them the charging periods are made anew.</summary>
    public IReadOnlyList<SessionEvent> Readings { get; init; } = [];

    /// <summary>What the meter signed; goes into the CDR as it is.</summary>
    public SignedData? SignedData { get; init; }

    public string? MeterId { get; init; }

    public string? InvoiceReferenceId { get; init; }

    public string? Remark { get; init; }
}

/// <summary>What came of completing a session.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Message">One sentence, where there is something to say.</param>
/// <param name="Sequence">The change that brought the CDR; 0 when it was there before.</param>
public sealed record CompletionResult(CompletionOutcome Outcome, string? Message = null, long Sequence = 0);

/// <summary>What came of completing a session.</summary>
public enum CompletionOutcome
{
    /// <summary>The CDR was made and stored; partners get it from there.</summary>
    Created,

    /// <summary>It had been made before: nothing was done twice.</summary>
    Existed,

    /// <summary>There is no such session.</summary>
    NotFound,

    /// <summary>The session is not one of a party that this gateway hosts.</summary>
    NotHosted,

    /// <summary>Something that a CDR needs is not known; the message says what.</summary>
    Incomplete,

    /// <summary>Another CDR has the session's id.</summary>
    Conflict,
}
