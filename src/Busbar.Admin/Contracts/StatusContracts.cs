namespace Busbar.Admin.Contracts;

/// <summary>The gateway at a glance.</summary>
public sealed record StatusView
{
    public required string Version { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required long UptimeSeconds { get; init; }

    /// <summary>Our versions URL, for partners.</summary>
    public required string VersionsUrl { get; init; }

    /// <summary>The newest sequence of the change log.</summary>
    public required long Sequence { get; init; }

    /// <summary>Objects per module, removed ones not counted.</summary>
    public required IReadOnlyDictionary<string, long> Objects { get; init; }

    public required long OpenRefusals { get; init; }

    /// <summary>Exchanges that were not recorded because the gateway was overloaded.</summary>
    public required long ExchangesDropped { get; init; }

    public required IReadOnlyList<ConnectionView> Connections { get; init; }
}

/// <summary>Whether a connection may see an object, and why.</summary>
public sealed record WhyView
{
    public required bool Visible { get; init; }

    /// <summary>The reasons, one sentence each.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }
}
