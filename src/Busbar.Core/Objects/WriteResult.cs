namespace Busbar.Core.Objects;

/// <summary>What became of a write. Returned only after it is durable.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="Created">Whether the object did not exist (or was deleted) before.</param>
/// <param name="Sequence">The change's sequence; 0 when nothing was written.</param>
public readonly record struct WriteResult(ObjectDecision Decision, bool Created, long Sequence);
