namespace Busbar.Bench.Frame;

/// <summary>One comparison: a limit and what is measured against it, doing the same work in the same process.</summary>
internal interface IScenario : IAsyncDisposable
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>What is counted, for example "pages".</summary>
    string Unit { get; }

    /// <summary>Prepares data and servers; not measured.</summary>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>Who takes part, in the order they run in each round. The first one is the limit.</summary>
    IReadOnlyList<Contender> Contenders { get; }

    /// <summary>How long a round is at least, where its first moments are not like the rest.</summary>
    TimeSpan Shortest => TimeSpan.Zero;
}
