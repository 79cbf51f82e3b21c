using Busbar.Core.Jobs;

namespace Busbar.Core.Delivery;

/// <summary>Port: sends what a partner refused once more, in its present state.</summary>
public interface IReplay
{
    /// <summary>Sends the refused object's present state now and settles the refusal when the partner accepts it.</summary>
    Task<ReplayResult> ReplayAsync(Guid refusal, CancellationToken cancellation);

    /// <summary>Orders that all refusals of these partners that a filter names are sent again: one job per partner that has some.</summary>
    Task<IReadOnlyList<Job>> ReplayAllAsync(RefusalFilter filter, IReadOnlyList<Guid> connections, CancellationToken cancellation);
}
