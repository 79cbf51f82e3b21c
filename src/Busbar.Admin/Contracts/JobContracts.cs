using System.Text.Json;

namespace Busbar.Admin.Contracts;

/// <summary>Work that was ordered and takes its time.</summary>
public sealed record JobView
{
    public required Guid Id { get; init; }

    /// <summary>pull, replay, compare, check, repair or erase.</summary>
    public required string Kind { get; init; }

    /// <summary>The partner it is done with.</summary>
    public Guid? Connection { get; init; }

    /// <summary>waiting, running, done, failed or cancelled.</summary>
    public required string State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the last word of it came.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How far it has got; what stands in it depends on the kind.</summary>
    public JsonElement? Progress { get; init; }

    /// <summary>What came of it.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Problem { get; init; }
}

/// <summary>Which refusals to send again. At least one member has to be given.</summary>
public sealed record BulkReplayRequest
{
    public Guid? Connection { get; init; }

    public string? Module { get; init; }

    public int? HttpStatus { get; init; }

    public int? OcpiStatus { get; init; }

    /// <summary>A part of the reason, ignoring case.</summary>
    public string? Reason { get; init; }

    /// <summary>Refused at or after this instant.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Refused before this instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>True for everything that is open, whatever it is.</summary>
    public bool? All { get; init; }
}
