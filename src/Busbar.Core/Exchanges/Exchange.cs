using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Exchanges;

/// <summary>One recorded HTTP request and its response, redacted before it gets here: no tokens, no personal data.</summary>
public sealed record Exchange
{
    public required Guid Id { get; init; }

    /// <summary>When the request began, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Null when the request could not be attributed (wrong token).</summary>
    public Guid? Connection { get; init; }

    public required ExchangeDirection Direction { get; init; }

    public required string Method { get; init; }

    public required string Url { get; init; }

    public ModuleId? Module { get; init; }

    /// <summary>Null when no answer came.</summary>
    public int? HttpStatus { get; init; }

    public int? OcpiStatus { get; init; }

    /// <summary>No answer came, or one that says that it did not work.</summary>
    public bool Failed => HttpStatus is null or >= 400 || OcpiStatus >= 2000;

    public required TimeSpan Duration { get; init; }

    public string? RequestId { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>One of more than are kept: it counts, and that is all. Its bodies are missing.</summary>
    public bool CountOnly { get; init; }

    /// <summary>The object that was delivered; null for everything else.</summary>
    public ExchangeSubject? Subject { get; init; }

    /// <summary>The request's body, redacted, cut at 64 KiB.</summary>
    public string? RequestBody { get; init; }

    /// <summary>The response's body, redacted, cut at 16 KiB; of an answer that is fine, at 4 KiB.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>What went wrong, or what was tolerated, in one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Who asked. The numbers are stored.</summary>
public enum ExchangeDirection
{
    /// <summary>The partner asked us.</summary>
    In = 0,

    /// <summary>We asked the partner.</summary>
    Out = 1,
}
