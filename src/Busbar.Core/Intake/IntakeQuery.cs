using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Intake;

/// <summary>Which records of the intake to list.</summary>
public sealed record IntakeQuery
{
    public Guid? Connection { get; init; }

    public ModuleId? Module { get; init; }

    public PartyId? Owner { get; init; }

    /// <summary>The object's id, compared ignoring case.</summary>
    public string? ObjectId { get; init; }

    /// <summary>Only what comes after this record in the list.</summary>
    public IntakePlace? After { get; init; }

    public required int Limit { get; init; }
}

/// <summary>The place of a record in a list that begins with what was last seen.</summary>
public readonly record struct IntakePlace(DateTimeOffset LastSeen, Guid Id);
