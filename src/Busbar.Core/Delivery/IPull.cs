using Busbar.Core.Jobs;

namespace Busbar.Core.Delivery;

/// <summary>Port: fetches what a partner offers as a sender into the store, whichever process does the partner's work.</summary>
public interface IPull
{
    /// <summary>Pulls now and says what came of it. A second pull of the same connection waits for the first to end.</summary>
    Task<PullReport> PullAsync(PullRequest request, CancellationToken cancellation);

    /// <summary>Orders a pull, and does not wait for it.</summary>
    Task<Job> OrderAsync(PullRequest request, CancellationToken cancellation);
}
