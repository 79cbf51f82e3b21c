using Busbar.Core.Objects;

namespace Busbar.Core.Verdicts;

/// <summary>What checking one CDR came to, and what was done with it. A CDR has one verdict, as it has one content.</summary>
public sealed record Verdict
{
    public required ObjectKey Cdr { get; init; }

    /// <summary>The change that brought the CDR.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was checked.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The connection it came from; null for the operator API.</summary>
    public Guid? Connection { get; init; }

    public required VerdictOutcome Outcome { get; init; }

    public required VerdictState State { get; init; }

    public string Currency { get; init; } = "";

    /// <summary>The total without taxes that the CDR states.</summary>
    public decimal? Stated { get; init; }

    /// <summary>The total without taxes by its tariff.</summary>
    public decimal? Computed { get; init; }

    /// <summary>How many places contradict each other, apart from the price.</summary>
    public int Inconsistencies { get; init; }

    /// <summary>The likeliest reason for a difference: codes of readings, joined by "+". Null when there is no difference, or no known reason.</summary>
    public string? Cause { get; init; }

    /// <summary>VERIFIED, FAILED or NOT_VERIFIABLE; null when the CDR has no signed data.</summary>
    public string? Signature { get; init; }

    /// <summary>What the operator said when deciding.</summary>
    public string? Note { get; init; }

    /// <summary>The whole report, a JSON object.</summary>
    public required string Report { get; init; }
}

/// <summary>Whether a CDR costs what its tariff says.</summary>
public enum VerdictOutcome
{
    /// <summary>It does.</summary>
    Agrees = 1,

    /// <summary>It does not.</summary>
    Disagrees = 2,

    /// <summary>Something that its price depends on is missing.</summary>
    NotCheckable = 3,
}

/// <summary>What was decided about a CDR.</summary>
public enum VerdictState
{
    /// <summary>It is passed on.</summary>
    Accepted = 1,

    /// <summary>It is kept back until the operator decides.</summary>
    Held = 2,

    /// <summary>It is not accepted. Unless it was passed on before, it stays here.</summary>
    Disputed = 3,
}
