using Busbar.Core.Erasure;
using Busbar.Delivery.Jobs;

namespace Busbar.Delivery.Erasure;

/// <summary>Erases a driver, and goes on with it where another process was ended.</summary>
internal sealed class ErasureRunner(DriverEraser eraser) : IJobRunner
{
    public string Kind => ErasureOrder.Kind;

    public async Task<string> RunAsync(JobRun run, CancellationToken cancellation)
    {
        try
        {
            var result = await eraser.RunAsync(
                ErasureOrder.Read(run.Job.Request),
                ErasureProgress.Read(run.Job.Progress) ?? ErasureProgress.New(),
                (progress, now) => run.ReportAsync(progress.Write(), now, cancellation),
                cancellation);
            return result.Write();
        }
        catch (ErasureRefusedException refusal)
        {
            throw new JobRefusedException(refusal.Message, refusal);
        }
    }
}
