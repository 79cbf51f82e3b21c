namespace Busbar.Delivery.Http;

/// <summary>How outgoing requests are guarded.</summary>
public sealed record OutgoingOptions
{
    /// <summary>Whether loopback, private and other closed addresses may be called. For test systems and for partners inside one's own network.</summary>
    public bool AllowPrivateNetworks { get; init; }

    /// <summary>How long opening a connection may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most bytes of one response, decompressed.</summary>
    public long MaxResponseBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many connections one partner's host may have.</summary>
    public int MaxConnectionsPerServer { get; init; } = 32;
}
