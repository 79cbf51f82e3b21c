namespace Busbar.Core.Agreements;

/// <summary>Port: agreements, durable.</summary>
public interface IAgreementStore
{
    Task<IReadOnlyList<Agreement>> ListAsync(CancellationToken cancellation);

    Task SaveAsync(Agreement agreement, CancellationToken cancellation);

    Task<bool> DeleteAsync(Guid id, CancellationToken cancellation);
}
