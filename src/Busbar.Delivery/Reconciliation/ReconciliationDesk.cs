using Busbar.Core.Jobs;
using Busbar.Core.Reconciliation;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Reconciliation;

/// <summary>Orders comparisons, checks and repairs.</summary>
internal sealed class ReconciliationDesk(JobDesk desk) : IReconciliation
{
    private static readonly DifferenceKind[] Mendable = [DifferenceKind.Missing, DifferenceKind.Stale, DifferenceKind.Different, DifferenceKind.Extra];

    public IReadOnlyList<ModuleId> Comparable { get; } = [ModuleId.Locations, ModuleId.Tariffs, ModuleId.Tokens, ModuleId.Sessions, ModuleId.Cdrs];

    public Task<Job> CompareAsync(Guid connection, ComparisonOrder order, CancellationToken cancellation) =>
        desk.OrderAsync(ComparisonOrder.Kind, connection, $"{order.Direction}:{order.Module}".ToLowerInvariant(), order.Write(), cancellation);

    public Task<Job> CheckAsync(CheckOrder order, CancellationToken cancellation) => desk.OrderAsync(CheckOrder.Kind, null, "", order.Write(), cancellation);

    public async Task<Job?> RepairAsync(Job run, IReadOnlyList<DifferenceKind> kinds, CancellationToken cancellation) => run.Kind != ComparisonOrder.Kind
        ? null
        : await desk.OrderAsync(
            RepairOrder.Kind, run.Connection, run.Id.ToString("N"), new RepairOrder(run.Id, [.. (kinds.Count == 0 ? Mendable : kinds).Intersect(Mendable)]).Write(), cancellation);
}
