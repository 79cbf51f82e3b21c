namespace Busbar.Demo;

/// <summary>How large and how fast the demonstration is.</summary>
internal sealed record DemoOptions
{
    public required int Locations { get; init; }

    public required int Drivers { get; init; }

    /// <summary>How many times faster than the clock cars charge.</summary>
    public required int Speed { get; init; }

    /// <summary>When to stop by itself; null never.</summary>
    public int? Seconds { get; init; }

    public required int Port { get; init; }
}
