using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Repairs;

namespace Busbar.Core.Intake;

/// <summary>The record of what was mended in an object when it was last brought with faults. The object is stored as it was mended; what came stands in the record.</summary>
public sealed record RepairedObject
{
    public required Guid Id { get; init; }

    /// <summary>The connection that brought it.</summary>
    public required Guid Connection { get; init; }

    public required ObjectKey Key { get; init; }

    /// <summary>The part of a Location that was brought, when it was not the whole.</summary>
    public ObjectPart? Part { get; init; }

    /// <summary>The Calendar of a BookingLocation that was brought, when it was not the whole.</summary>
    public string? Calendar { get; init; }

    public required OcpiVersion Version { get; init; }

    public required IReadOnlyList<AppliedRepair> Repairs { get; init; }

    public DateTimeOffset FirstSeen { get; init; }

    public DateTimeOffset LastSeen { get; init; }

    /// <summary>How often it came with faults that were mended.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What tells one document from another at a connection.</summary>
    public required string Identity { get; init; }
}
