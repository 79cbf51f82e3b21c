namespace Busbar.Core.Jobs;

/// <summary>Port: jobs, durable, shared by all processes. Closed ones are kept for a while.</summary>
public interface IJobStore
{
    /// <summary>Adds a job; when one of the same kind, partner and subject is open, that one is the answer.</summary>
    ValueTask<Job> AddAsync(Job job, CancellationToken cancellation);

    ValueTask<Job?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>Newest first.</summary>
    ValueTask<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellation);

    /// <summary>
    /// Writes down how a job stands. False when it is not open any more: it was called off, or its connection is gone.
    /// </summary>
    /// <exception cref="Nodes.LeaseLostException">Another process does the connection's work now; nothing was written.</exception>
    ValueTask<bool> SaveAsync(Job job, CancellationToken cancellation);

    /// <summary>Calls an open job off; false when there is none.</summary>
    ValueTask<bool> CancelAsync(Guid id, CancellationToken cancellation);
}

/// <summary>Which jobs to list.</summary>
public sealed record JobQuery
{
    public string? Kind { get; init; }

    public Guid? Connection { get; init; }

    public bool OpenOnly { get; init; }

    public int Limit { get; init; } = 100;
}
