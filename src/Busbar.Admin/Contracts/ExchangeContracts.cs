namespace Busbar.Admin.Contracts;

/// <summary>One recorded HTTP request and its response, redacted.</summary>
public sealed record ExchangeView
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Absent when the request could not be attributed to a connection.</summary>
    public Guid? Connection { get; init; }

    /// <summary>"in" when the partner asked us, "out" when we asked the partner.</summary>
    public required string Direction { get; init; }

    public required string Method { get; init; }

    public required string Url { get; init; }

    public string? Module { get; init; }

    /// <summary>Absent when no answer came.</summary>
    public int? HttpStatus { get; init; }

    public int? OcpiStatus { get; init; }

    /// <summary>No answer, HTTP 400 or above, or an OCPI status of 2000 or above.</summary>
    public required bool Failed { get; init; }

    public required double DurationMs { get; init; }

    public string? RequestId { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>Only when one exchange is asked for.</summary>
    public string? RequestBody { get; init; }

    /// <summary>Only when one exchange is asked for.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>What went wrong, or what was tolerated.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>Which exchanges to list; what is null does not matter.</summary>
public sealed record ExchangeFilter
{
    public Guid? Connection { get; init; }

    public string? Module { get; init; }

    public string? CorrelationId { get; init; }

    public bool FailedOnly { get; init; }

    /// <summary>Only exchanges that began earlier.</summary>
    public DateTimeOffset? Before { get; init; }

    public required int Limit { get; init; }
}

/// <summary>How many exchanges began in one minute.</summary>
/// <param name="At">The minute's beginning.</param>
/// <param name="Count">All of them.</param>
/// <param name="Failed">Those that failed.</param>
public readonly record struct MinuteView(DateTimeOffset At, int Count, int Failed);
