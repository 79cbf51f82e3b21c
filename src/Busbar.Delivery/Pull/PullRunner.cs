using System.Text.Json;
using Busbar.Delivery.Jobs;

namespace Busbar.Delivery.Pull;

/// <summary>Carries out pulls that were ordered, where the partner's work is done. How far one has got stands with the pulls themselves.</summary>
internal sealed class PullRunner(PullService pulls) : IJobRunner
{
    public const string Name = "pull";

    public string Kind => Name;

    public async Task<string> RunAsync(JobRun run, CancellationToken cancellation)
    {
        await run.ReportAsync("{}", now: true, cancellation);
        var order = JsonSerializer.Deserialize(run.Job.Request, PullDocuments.Default.PullOrder)!;
        var report = await pulls.PullAsync(order.For(run.Job.Connection!.Value), cancellation);
        return JsonSerializer.Serialize(PullOutcome.Of(report), PullDocuments.Default.PullOutcome);
    }
}
