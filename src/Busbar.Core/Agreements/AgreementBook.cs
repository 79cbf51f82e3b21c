namespace Busbar.Core.Agreements;

/// <summary>
/// The agreements as everyone in this process sees them: readers take the immutable <see cref="Current"/>. Whoever changes an agreement does it
/// here, so that what partners may see changes with the answer to the operator, not later.
/// </summary>
public sealed class AgreementBook(IAgreementStore store) : IAgreementStore
{
    private volatile IReadOnlyList<Agreement> _current = [];

    /// <summary>Every agreement; none before the first <see cref="RefreshAsync"/>, so that nothing is shown by accident.</summary>
    public IReadOnlyList<Agreement> Current => _current;

    /// <summary>Reads everything anew: at the start, and when another process changed something.</summary>
    public async Task RefreshAsync(CancellationToken cancellation) => _current = await store.ListAsync(cancellation);

    public async Task<IReadOnlyList<Agreement>> ListAsync(CancellationToken cancellation)
    {
        await RefreshAsync(cancellation);
        return _current;
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
