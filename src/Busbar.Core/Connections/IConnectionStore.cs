namespace Busbar.Core.Connections;

/// <summary>Port: connections and their tokens, durable. Each save is one transaction and appends one change to the log.</summary>
public interface IConnectionStore
{
    Task<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellation);

    Task<Connection?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>Every issued token that is not past its end.</summary>
    Task<IReadOnlyList<IssuedToken>> ListIssuedTokensAsync(CancellationToken cancellation);

    /// <summary>A text that is another one after every save and removal of a connection or of a hosted party, by whichever process.</summary>
    Task<string> ReadRevisionAsync(CancellationToken cancellation) => Task.FromResult("");

    /// <summary>Saves a connection together with what happens to its tokens.</summary>
    /// <exception cref="ConnectionRuleException">Another connection has the name.</exception>
    Task SaveAsync(Connection connection, TokenChanges tokens, CancellationToken cancellation);

    /// <summary>Removes a connection, its tokens, cursor and refusals. Objects received from it stay, under their owner.</summary>
    Task DeleteAsync(Guid id, CancellationToken cancellation);

    /// <summary>The token to use towards the partner, decrypted; null when there is none.</summary>
    Task<string?> ReadPartnerTokenAsync(Guid id, CancellationToken cancellation);
}
