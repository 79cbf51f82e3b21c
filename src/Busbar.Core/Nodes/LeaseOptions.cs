namespace Busbar.Core.Nodes;

/// <summary>How fast processes notice each other.</summary>
public sealed record LeaseOptions
{
    /// <summary>Between two beats.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After how many looks without a new beat the others take a process for dead.</summary>
    public int LooksUntilDead { get; init; } = 6;

    /// <summary>
    /// How long a process trusts what it holds after its last beat was committed. Shorter than what the others wait, by more than a look: whoever was
    /// paused finds that it holds nothing before anybody else can have begun.
    /// </summary>
    public TimeSpan TrustedFor { get; init; } = TimeSpan.FromSeconds(4);
}
