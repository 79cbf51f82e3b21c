namespace Busbar.Core.Agreements;

/// <summary>
/// The agreements as everyone in this process sees them: readers take the immutable <see cref="Current"/>. Whoever changes an agreement does it
/// here, so that what partners may see changes with the answer to the operator, not later.
/// </summary>
public sealed class AgreementBook(IAgreementStore store) : IAgreementStore
{
    private readonly Lock _lock = new();
    private volatile IReadOnlyList<Agreement> _current = [];
    private long _asked;
    private long _shown;

    /// <summary>Every agreement; none before the first <see cref="RefreshAsync"/>, so that nothing is shown by accident.</summary>
    public IReadOnlyList<Agreement> Current => _current;

    /// <summary>Reads everything anew: at the start, and when another process changed something.</summary>
    public Task RefreshAsync(CancellationToken cancellation) => ListAsync(cancellation);

    public async Task<IReadOnlyList<Agreement>> ListAsync(CancellationToken cancellation)
    {
        // Two readings may overtake each other: the one that began last is the newest.
        var ticket = Interlocked.Increment(ref _asked);
        var agreements = await store.ListAsync(cancellation);
        lock (_lock)
        {
            if (ticket > _shown)
            {
                (_current, _shown) = (agreements, ticket);
            }
        }

        return agreements;
    }

    public async Task SaveAsync(Agreement agreement, CancellationToken cancellation)
    {
        await store.SaveAsync(agreement, cancellation);
        await RefreshAsync(CancellationToken.None);
    }

    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellation)
    {
        var deleted = await store.DeleteAsync(id, cancellation);
        await RefreshAsync(CancellationToken.None);
        return deleted;
    }
}
