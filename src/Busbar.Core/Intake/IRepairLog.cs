namespace Busbar.Core.Intake;

/// <summary>Port: what was mended, durable: the last time per object with the document as it came, and counts per connection and rule.</summary>
public interface IRepairLog
{
    Task AddAsync(IReadOnlyList<(RepairedObject Repaired, ReadOnlyMemory<byte> Utf8)> documents, CancellationToken cancellation);

    /// <summary>Last seen first.</summary>
    Task<IReadOnlyList<RepairedObject>> ListAsync(IntakeQuery query, CancellationToken cancellation);

    Task<RepairedObject?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>The document as it came; null when there is no such record.</summary>
    Task<ReadOnlyMemory<byte>?> ReadAsync(Guid id, CancellationToken cancellation);

    /// <summary>How often each rule was applied, by connection, since the connection was made.</summary>
    Task<IReadOnlyList<RepairCount>> CountAsync(Guid? connection, CancellationToken cancellation);
}

/// <summary>How often a rule was applied to what a connection brought.</summary>
public sealed record RepairCount(Guid Connection, string Rule, long Count);
