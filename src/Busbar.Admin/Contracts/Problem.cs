namespace Busbar.Admin.Contracts;

/// <summary>An error as RFC 9457 says, with one entry per field that is wrong.</summary>
public sealed record Problem
{
    /// <summary>The kind of problem, a stable URN.</summary>
    public required string Type { get; init; }

    public required string Title { get; init; }

    public required int Status { get; init; }

    public string? Detail { get; init; }

    public IReadOnlyList<FieldError>? Errors { get; init; }
}

/// <summary>One field that breaks one rule.</summary>
public sealed record FieldError
{
    /// <summary>JSON Pointer into the body, or the name of a path or query parameter.</summary>
    public required string Field { get; init; }

    /// <summary>The rule's stable name: required, unknown, type, length, range, enum, unique …</summary>
    public required string Rule { get; init; }

    public required string Message { get; init; }
}
