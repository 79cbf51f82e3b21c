using System.Text.Json;
using Busbar.Delivery.Jobs;

namespace Busbar.Delivery.Pull;

/// <summary>Carries out pulls that were ordered, where the partner's work is done. How far one has got stands with the pulls themselves.</summary>
internal sealed class PullRunner(PullService pulls, TimeProvider time) : IJobRunner
{
    public const string Name = "pull";

    public string Kind => Name;

    public async Task<string> RunAsync(JobRun run, CancellationToken cancellation)
    {
        // Where the process that began it died, the partner's schedule may go on with the same pull before this job is come to again.
        var before = run.Job.Progress is { } progress ? JsonSerializer.Deserialize(progress, PullDocuments.Default.PullBeginning) : null;
        await run.ReportAsync(JsonSerializer.Serialize(before ?? new PullBeginning(time.GetUtcNow()), PullDocuments.Default.PullBeginning), now: true, cancellation);
        var order = JsonSerializer.Deserialize(run.Job.Request, PullDocuments.Default.PullOrder)!;
        var report = await pulls.PullAsync(order.For(run.Job.Connection!.Value) with { BegunAt = before?.BegunAt }, cancellation);
        return JsonSerializer.Serialize(PullOutcome.Of(report), PullDocuments.Default.PullOutcome);
    }
}
