namespace Busbar.Core.Objects;

/// <summary>Port: the change log, read in commit order without gaps.</summary>
public interface IChangeLog
{
    /// <summary>Entries after a sequence, in order; fewer than <paramref name="limit"/> when the end is reached.</summary>
    ValueTask<IReadOnlyList<Change>> ReadAsync(long after, int limit, CancellationToken cancellation);

    /// <summary>The newest committed sequence; 0 for an empty log.</summary>
    ValueTask<long> LastSequenceAsync(CancellationToken cancellation);

    /// <summary>Completes when there is an entry after <paramref name="after"/>, or at the latest after a polling interval.</summary>
    ValueTask WaitAsync(long after, CancellationToken cancellation);

    /// <summary>Appends an entry that is not an object's (connection, call, refusal).</summary>
    ValueTask<long> AppendAsync(ChangeKind kind, Guid? connection, string detail, CancellationToken cancellation);
}
