using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Objects;

/// <summary>One page of a module's objects, oldest first by creation, as one reader may see them.</summary>
public sealed record PageQuery
{
    public required ModuleId Module { get; init; }

    /// <summary>
    /// What the reader may see: an object is listed when at least one grant covers it. Null means everything (the operator); an empty list means nothing.
    /// </summary>
    public IReadOnlyList<ObjectGrant>? Grants { get; init; }

    /// <summary>Owners to list; null for all. Narrows what the grants allow, never widens it.</summary>
    public IReadOnlyCollection<PartyId>? Owners { get; init; }

    /// <summary>Owners whose objects are left out (the reader's own).</summary>
    public IReadOnlyCollection<PartyId> ExceptOwners { get; init; } = [];

    /// <summary>Only objects with last_updated at or after this instant.</summary>
    public DateTimeOffset? DateFrom { get; init; }

    /// <summary>Only objects with last_updated before this instant.</summary>
    public DateTimeOffset? DateTo { get; init; }

    /// <summary>Only objects whose newest change has a later sequence.</summary>
    public long? ChangedAfter { get; init; }

    /// <summary>Only objects after this ordinal: the keyset cursor that makes page 10,000 as cheap as page 1.</summary>
    public long AfterOrdinal { get; init; }

    /// <summary>Objects to skip; for clients that count themselves.</summary>
    public int Offset { get; init; }

    /// <summary>Most objects to return; at least 1.</summary>
    public required int Limit { get; init; }

    /// <summary>Whether deleted objects are returned too.</summary>
    public bool IncludeDeleted { get; init; }

    /// <summary>Whether the objects' bytes are left out. Not together with an offset.</summary>
    public bool HeadersOnly { get; init; }
}
