namespace Busbar.Bench.Frame;

/// <summary>What is not a rate against a limit: a latency, a growth, a curve.</summary>
internal interface ITrial
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>Does the work and says what was found.</summary>
    /// <param name="brief">Whether less time is to be taken.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<IReadOnlyList<Finding>> RunAsync(bool brief, CancellationToken cancellation);
}

/// <summary>One line of a trial's result.</summary>
/// <param name="What">What was looked at.</param>
/// <param name="Found">What was found, with its unit.</param>
/// <param name="Target">What is asked for; null when nothing is.</param>
/// <param name="Reached">Whether it is so.</param>
internal sealed record Finding(string What, string Found, string? Target = null, bool Reached = true);
