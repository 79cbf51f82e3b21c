namespace Busbar.Delivery.Jobs;

/// <summary>Carries out the jobs of one kind. A run may be the second: it goes on where the job's progress ends.</summary>
internal interface IJobRunner
{
    string Kind { get; }

    /// <returns>What came of it, as JSON.</returns>
    /// <exception cref="JobRefusedException">It cannot be done.</exception>
    Task<string> RunAsync(JobRun run, CancellationToken cancellation);
}
