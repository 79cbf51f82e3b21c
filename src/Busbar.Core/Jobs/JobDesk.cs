namespace Busbar.Core.Jobs;

/// <summary>Where work is ordered, and waited for, in any process.</summary>
public sealed class JobDesk(IJobStore store, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Raised when a job was ordered here. Handlers must be quick.</summary>
    public event Action? Ordered;

    public async Task<Job> OrderAsync(string kind, Guid? connection, string subject, string request, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var job = await store.AddAsync(
            new Job { Id = Guid.CreateVersion7(now), Kind = kind, Connection = connection, Subject = subject, CreatedAt = now, UpdatedAt = now, Request = request },
            cancellation);
        Ordered?.Invoke();
        return job;
    }

    public ValueTask<Job?> FindAsync(Guid id, CancellationToken cancellation) => store.FindAsync(id, cancellation);

    public ValueTask<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellation) => store.ListAsync(query, cancellation);

    public ValueTask<bool> CancelAsync(Guid id, CancellationToken cancellation) => store.CancelAsync(id, cancellation);

    /// <summary>Waits until a job is closed, whoever carries it out; null when it is gone with its connection.</summary>
    public async Task<Job?> WaitAsync(Guid id, CancellationToken cancellation)
    {
        while (true)
        {
            var job = await store.FindAsync(id, cancellation);
            if (job is not { IsOpen: true })
            {
                return job;
            }

            await Task.Delay(Look, time, cancellation);
        }
    }
}
