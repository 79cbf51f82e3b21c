using System.Text.Json;
using Busbar.Core.Delivery;
using Busbar.Core.Jobs;
using Busbar.Core.Nodes;

namespace Busbar.Delivery.Pull;

/// <summary>Pulls here when the partner's work is this process's, and has it done by the process that has it otherwise.</summary>
internal sealed class ClusterPull(PullService pulls, Leases leases, JobDesk desk, TimeProvider time) : IPull
{
    public async Task<PullReport> PullAsync(PullRequest request, CancellationToken cancellation)
    {
        if (leases.TryUse(Work.Of(request.Connection)) is { } use)
        {
            try
            {
                return await pulls.PullAsync(request, cancellation);
            }
            catch (LeaseLostException)
            {
                // Another process goes on with it, and is waited for.
            }
            finally
            {
                use.Dispose();
            }
        }

        var asked = time.GetUtcNow();
        var job = await OrderAsync(request, cancellation);
        return await desk.WaitAsync(job.Id, cancellation) switch
        {
            { Result: { } result } => JsonSerializer.Deserialize(result, PullDocuments.Default.PullOutcome)!.For(request.Connection),
            { Problem: { } problem } => new PullReport(request.Connection, asked, time.GetUtcNow() - asked, [], problem),
            _ => new PullReport(request.Connection, asked, time.GetUtcNow() - asked, [], "The pull was called off."),
        };
    }

    public async Task<Job> OrderAsync(PullRequest request, CancellationToken cancellation)
    {
        var order = PullOrder.Of(request);
        return await desk.OrderAsync(PullRunner.Name, request.Connection, order.Subject, JsonSerializer.Serialize(order, PullDocuments.Default.PullOrder), cancellation);
    }
}
