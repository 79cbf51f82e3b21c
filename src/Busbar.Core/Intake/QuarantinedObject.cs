using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>A document that could not be taken: kept as it came, with the reasons, until a good version of the same object comes or the operator decides.</summary>
public sealed record QuarantinedObject
{
    public required Guid Id { get; init; }

    /// <summary>The connection that brought it.</summary>
    public required Guid Connection { get; init; }

    public required ModuleId Module { get; init; }

    /// <summary>The version it is written in.</summary>
    public required OcpiVersion Version { get; init; }

    /// <summary>The object that it means to be; null when that cannot be read.</summary>
    public ObjectKey? Key { get; init; }

    /// <summary>The part of a Location that was brought, when it was not the whole.</summary>
    public ObjectPart? Part { get; init; }

    /// <summary>The Calendar of a BookingLocation that was brought, when it was not the whole.</summary>
    public string? Calendar { get; init; }

    /// <summary>The party that it is for, where that was said beside it and not in it: whom a terminal was addressed to.</summary>
    public PartyId? For { get; init; }

    /// <summary>True when the partner pushed it (and was told that it is refused), false when it stood in a page that we pulled.</summary>
    public required bool Pushed { get; init; }

    /// <summary>What became of it.</summary>
    public required IntakeOutcome Outcome { get; init; }

    /// <summary>Why, in one sentence that holds no value of the document.</summary>
    public required string Reason { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public DateTimeOffset FirstSeen { get; init; }

    public DateTimeOffset LastSeen { get; init; }

    /// <summary>How often it came.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What tells one document from another at a connection: the object it means to be, or the document itself.</summary>
    public required string Identity { get; init; }
}
