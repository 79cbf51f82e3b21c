namespace Busbar.Core.Operators;

/// <summary>Port: keys to the operator API, as hashes, durable.</summary>
public interface IApiKeyStore
{
    ValueTask<ApiKey?> FindAsync(string hash, CancellationToken cancellation);

    ValueTask<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation);

    /// <summary>Adds a key; one of the same name is replaced.</summary>
    ValueTask SaveAsync(ApiKey key, CancellationToken cancellation);

    ValueTask<bool> DeleteAsync(string name, CancellationToken cancellation);
}
