namespace Busbar.Core.Delivery;

/// <summary>Port: refusals, durable. Adding one appends a change to the log in the same transaction.</summary>
public interface IRefusalStore
{
    ValueTask AddAsync(Refusal refusal, CancellationToken cancellation);

    ValueTask<Refusal?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>Newest first; <paramref name="before"/> pages on.</summary>
    ValueTask<IReadOnlyList<Refusal>> ListAsync(Guid? connection, RefusalState? state, DateTimeOffset? before, int limit, CancellationToken cancellation);

    /// <summary>Those that a filter names, oldest first.</summary>
    ValueTask<IReadOnlyList<Refusal>> SelectAsync(RefusalFilter filter, CancellationToken cancellation);

    ValueTask<long> CountAsync(RefusalFilter filter, CancellationToken cancellation);

    ValueTask<long> CountAsync(Guid? connection, RefusalState? state, CancellationToken cancellation);

    ValueTask SetStateAsync(Guid id, RefusalState state, CancellationToken cancellation);

    /// <summary>Marks open refusals of an object at a partner as superseded: a later state was accepted.</summary>
    ValueTask SupersedeAsync(Guid connection, Objects.ObjectKey key, CancellationToken cancellation);
}
