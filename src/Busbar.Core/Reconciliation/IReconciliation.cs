using Busbar.Core.Jobs;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Reconciliation;

/// <summary>Port: compares what we sent and hold with what partners hold, and mends it. Every run is a job.</summary>
public interface IReconciliation
{
    /// <summary>The modules whose objects can be asked for one by one at a receiver.</summary>
    IReadOnlyList<ModuleId> Comparable { get; }

    Task<Job> CompareAsync(Guid connection, ComparisonOrder order, CancellationToken cancellation);

    Task<Job> CheckAsync(CheckOrder order, CancellationToken cancellation);

    /// <summary>Mends what a comparison found: by sending it again, or by pulling everything of the module. Null when the run is no comparison.</summary>
    Task<Job?> RepairAsync(Job run, IReadOnlyList<DifferenceKind> kinds, CancellationToken cancellation);
}
