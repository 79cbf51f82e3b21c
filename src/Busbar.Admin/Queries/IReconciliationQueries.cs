using Busbar.Admin.Contracts;

namespace Busbar.Admin.Queries;

/// <summary>What the console asks of reconciliation, and what it orders, in this process.</summary>
public interface IReconciliationQueries
{
    /// <summary>Runs, newest first.</summary>
    Task<IReadOnlyList<ComparisonView>> ListAsync(Guid? connection, int limit, CancellationToken cancellation);

    Task<ComparisonView?> FindAsync(Guid id, CancellationToken cancellation);

    Task<Page<DifferenceView>> DifferencesAsync(Guid id, IReadOnlyList<string> kinds, long after, int limit, CancellationToken cancellation);

    /// <summary>The last repair of what a run found.</summary>
    Task<JobView?> FindRepairAsync(Guid id, CancellationToken cancellation);

    /// <summary>Compares everything that can be compared with a partner.</summary>
    Task CompareAsync(Guid connection, CancellationToken cancellation);

    Task CheckAsync(CancellationToken cancellation);

    /// <summary>False when there is nothing to mend.</summary>
    Task<bool> RepairAsync(Guid id, CancellationToken cancellation);
}
