using System.Text.Json;
using Busbar.Core.Delivery;
using Busbar.Core.Jobs;
using Busbar.Core.Nodes;
using Busbar.Delivery.Push;

namespace Busbar.Delivery.Replays;

/// <summary>Sends again where the partner's work is done, so that a message and its repetition are never under way from two processes at once.</summary>
internal sealed class ClusterReplay(Replay replay, IRefusalStore refusals, Leases leases, JobDesk desk, TimeProvider time) : IReplay
{
    public async Task<ReplayResult> ReplayAsync(Guid refusal, CancellationToken cancellation)
    {
        if (await refusals.FindAsync(refusal, cancellation) is not { } found)
        {
            return new(ReplayOutcome.NotFound, "There is no such refusal.");
        }

        if (leases.TryUse(Work.Of(found.Connection)) is { } use)
        {
            using (use)
            {
                return await replay.ReplayAsync(refusal, cancellation);
            }
        }

        var job = await desk.OrderAsync(
            ReplayRunner.Name, found.Connection, refusal.ToString("N"), JsonSerializer.Serialize(new ReplayOrder { Refusal = refusal }, ReplayDocuments.Default.ReplayOrder), cancellation);
        var ended = await desk.WaitAsync(job.Id, cancellation);
        return ended?.Result is { } result && JsonSerializer.Deserialize(result, ReplayDocuments.Default.ReplayProgress) is { Outcome: { } outcome } answer
            ? new ReplayResult(outcome, answer.Message ?? "", answer.HttpStatus, answer.OcpiStatus)
            : new ReplayResult(ReplayOutcome.NotPossible, ended?.Problem ?? "It was called off.");
    }

    public async Task<IReadOnlyList<Job>> ReplayAllAsync(RefusalFilter filter, IReadOnlyList<Guid> connections, CancellationToken cancellation)
    {
        var jobs = new List<Job>();
        foreach (var connection in connections)
        {
            var order = ReplayOrder.Of(filter, time.GetUtcNow());
            if (await refusals.CountAsync(order.Filter(connection), cancellation) > 0)
            {
                jobs.Add(await desk.OrderAsync(ReplayRunner.Name, connection, "", JsonSerializer.Serialize(order, ReplayDocuments.Default.ReplayOrder), cancellation));
            }
        }

        return jobs;
    }
}
