namespace Busbar.Core.Intake;

/// <summary>Port: documents that could not be taken, durable. Entries appear and go with a change in the log.</summary>
public interface IQuarantine
{
    /// <summary>Keeps documents. One with the same identity at the same connection takes the place of the earlier one and is counted. Beyond a limit per connection the oldest go.</summary>
    Task AddAsync(IReadOnlyList<(QuarantinedObject Entry, ReadOnlyMemory<byte> Utf8)> documents, CancellationToken cancellation);

    /// <summary>Ends entries of a connection because a good version of the object came.</summary>
    Task ClearAsync(Guid connection, IReadOnlyList<string> identities, CancellationToken cancellation);

    /// <summary>Ends one entry by the operator's decision; false when there is none.</summary>
    Task<bool> DiscardAsync(Guid id, CancellationToken cancellation);

    Task<QuarantinedObject?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>The document as it came; null when there is no such entry.</summary>
    Task<ReadOnlyMemory<byte>?> ReadAsync(Guid id, CancellationToken cancellation);

    /// <summary>Last seen first.</summary>
    Task<IReadOnlyList<QuarantinedObject>> ListAsync(IntakeQuery query, CancellationToken cancellation);

    /// <summary>How many entries each connection has.</summary>
    Task<IReadOnlyDictionary<Guid, long>> CountAsync(CancellationToken cancellation);

    /// <summary>What is kept, for the book that is held in memory.</summary>
    Task<IReadOnlyList<(Guid Connection, string Identity)>> IdentitiesAsync(CancellationToken cancellation);
}
