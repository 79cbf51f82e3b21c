namespace Busbar.Core.Objects;

/// <summary>One entry of the change log. The log is the outbox of every partner and the source of the operator's events.</summary>
/// <param name="Sequence">Its place; strictly ascending in commit order.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Object">The object, for object changes.</param>
/// <param name="Part">The part of a Location that changed, when only a part did.</param>
/// <param name="Connection">The connection that caused it or that it is about; null for the operator API.</param>
/// <param name="Detail">For changes that are not objects: a small JSON document for the operator's events. Never holds secrets.</param>
/// <param name="Before">For object changes, what stood there before; null where that was not written down.</param>
public sealed record Change(
    long Sequence, DateTimeOffset At, ChangeKind Kind, ObjectKey? Object, ObjectPart? Part, Guid? Connection, string? Detail, ChangeBefore? Before = null);
