namespace Busbar.Core.Calls;

/// <summary>Port: calls, durable. Each save appends a change to the log in the same transaction.</summary>
public interface ICallStore
{
    ValueTask SaveAsync(Call call, CancellationToken cancellation);

    ValueTask<Call?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>Newest first.</summary>
    ValueTask<IReadOnlyList<Call>> ListAsync(DateTimeOffset? before, int limit, CancellationToken cancellation);

    /// <summary>Calls of which something is overdue (<see cref="Call.ResultDueAt"/>).</summary>
    ValueTask<IReadOnlyList<Call>> ListOverdueAsync(DateTimeOffset now, CancellationToken cancellation);
}
