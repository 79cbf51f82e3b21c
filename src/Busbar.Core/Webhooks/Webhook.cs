namespace Busbar.Core.Webhooks;

/// <summary>An address of the operator's that is told of events.</summary>
public sealed record Webhook
{
    public required Guid Id { get; init; }

    public required Uri Url { get; init; }

    /// <summary>The types of events that it wants; empty for all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The modules whose objects' events it wants; empty for all events.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>The operator's own words.</summary>
    public string? Description { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when the operator lets nothing be sent to it; null when it is sent to.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>When its secret was replaced last.</summary>
    public DateTimeOffset? RotatedAt { get; init; }

    /// <summary>Until when the secret before the present one signs too.</summary>
    public DateTimeOffset? FormerUntil { get; init; }

    /// <summary>When it answered that it is gone: nothing is sent until the operator says so. Kept beside the record.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>
    /// How often the operator set its place in the log or had it tried anew. Whoever sends writes nothing down that belongs to an earlier round. Kept
    /// beside the record.
    /// </summary>
    public long Round { get; init; }

    /// <summary>Whether anything is to be sent to it.</summary>
    public bool IsSentTo => PausedAt is null && GoneAt is null;

    /// <summary>Whether whoever sends can go on as before; lists are compared by what they hold.</summary>
    public bool IsServedAlike(Webhook other) =>
        Url == other.Url && Types.SequenceEqual(other.Types) && Modules.SequenceEqual(other.Modules) && RotatedAt == other.RotatedAt && Round == other.Round;
}
