using Busbar.Core.Jobs;

namespace Busbar.Core.Erasure;

/// <summary>Takes orders to erase a driver.</summary>
public sealed class ErasureDesk(DriverEraser eraser, JobDesk desk)
{
    /// <summary>Orders an erasure; without a job, what stands against it.</summary>
    public async Task<(Job? Job, string? Objection)> OrderAsync(ErasureOrder order, CancellationToken cancellation) =>
        !order.DryRun && await eraser.ObjectionAsync(order, cancellation) is { } objection
            ? (null, objection)
            : (await desk.OrderAsync(ErasureOrder.Kind, null, order.Subject, order.Write(), cancellation), null);
}
