namespace Busbar.Bench.Frame;

/// <summary>One way to do the work.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Target">The least share of the limit that it must reach; null for the limit and for what is only informative.</param>
/// <param name="RunAsync">Works for about the time given and returns how many units it did, with how long that truly took.</param>
/// <param name="Against">The place of the contender that it is compared with; its own place for a limit.</param>
internal sealed record Contender(string Name, double? Target, Func<TimeSpan, CancellationToken, Task<Measured>> RunAsync, int Against = 0);

/// <summary>What a contender did in one round.</summary>
internal readonly record struct Measured(long Units, TimeSpan Elapsed)
{
    public double PerSecond => Units / Elapsed.TotalSeconds;
}
