using Busbar.Core.Jobs;
using Busbar.Core.Nodes;

namespace Busbar.Delivery.Jobs;

/// <summary>One process's work at a job.</summary>
internal sealed class JobRun(Job job, IJobStore store, Func<bool> isOurs, TimeProvider time)
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);
    private DateTimeOffset _reportedAt;

    public Job Job { get; private set; } = job;

    /// <summary>Writes down how far it has got, once a second at most unless it must not be done again.</summary>
    /// <exception cref="OperationCanceledException">The job was called off.</exception>
    public async Task ReportAsync(string progress, bool now, CancellationToken cancellation)
    {
        if (!isOurs())
        {
            throw new LeaseLostException(); // a long job must not keep the partner's work here: whoever has it now goes on
        }

        Job = Job with { State = JobState.Running, Progress = progress };
        if (!now && time.GetUtcNow() - _reportedAt < Often)
        {
            return;
        }

        _reportedAt = time.GetUtcNow();
        if (!await store.SaveAsync(Job, cancellation))
        {
            throw new OperationCanceledException("The job was called off.");
        }
    }
}
