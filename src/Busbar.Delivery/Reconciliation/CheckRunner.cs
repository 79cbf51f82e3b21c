using Busbar.Core.Reconciliation;
using Busbar.Delivery.Jobs;

namespace Busbar.Delivery.Reconciliation;

/// <summary>Looks through our own store for what does not fit together; asks nobody.</summary>
internal sealed class CheckRunner(HouseCheck check, IDifferenceStore differences) : IJobRunner
{
    public string Kind => CheckOrder.Kind;

    public async Task<string> RunAsync(JobRun run, CancellationToken cancellation)
    {
        await differences.ClearAsync(run.Job.Id, cancellation);
        var progress = await check.RunAsync(
            run.Job.Id, CheckOrder.Read(run.Job.Request), progress => run.ReportAsync(progress.Write(), now: false, cancellation), cancellation);
        return progress.Write();
    }
}
