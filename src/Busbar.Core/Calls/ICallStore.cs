namespace Busbar.Core.Calls;

/// <summary>Port: calls, durable. Each save appends a change to the log in the same transaction.</summary>
public interface ICallStore
{
    ValueTask SaveAsync(Call call, CancellationToken cancellation);

    /// <summary>
    /// Changes a known call. <paramref name="change"/> sees its present state inside the transaction, so that an answer, a result and a time-out that
    /// come at once do not undo each other; it gives null to leave all as it is, and must be quick.
    /// </summary>
    /// <returns>The call as it was saved; null when nothing was.</returns>
    ValueTask<Call?> ChangeAsync(Guid id, Func<Call, Call?> change, CancellationToken cancellation);

    ValueTask<Call?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>Newest first.</summary>
    ValueTask<IReadOnlyList<Call>> ListAsync(DateTimeOffset? before, int limit, CancellationToken cancellation);

    /// <summary>Calls of which something is overdue (<see cref="Call.ResultDueAt"/>).</summary>
    ValueTask<IReadOnlyList<Call>> ListOverdueAsync(DateTimeOffset now, CancellationToken cancellation);
}
