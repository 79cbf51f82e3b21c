namespace Busbar.Core.Objects;

/// <summary>
/// One intended write. <see cref="Decide"/> runs inside the transaction, serially per object: it sees the current state and says what to store.
/// It must be quick and must not wait for anything.
/// </summary>
public sealed record ObjectWrite
{
    public required ObjectKey Key { get; init; }

    /// <summary>The connection that writes; null for the operator API.</summary>
    public required Guid? Source { get; init; }

    public required Func<ICurrentObject?, ObjectDecision> Decide { get; init; }

    /// <summary>What has to be so still, inside the transaction, for a removal to be carried out; otherwise what is stored counts as newer. Null for nothing.</summary>
    public Absence? Absence { get; init; }
}
