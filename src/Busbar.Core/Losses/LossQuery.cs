using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Losses;

/// <summary>Whose losses to read.</summary>
public sealed record LossQuery
{
    /// <summary>The reader: what it may see, in its version. Null: every object, in <see cref="Version"/>.</summary>
    public Connection? Reader { get; init; }

    /// <summary>The version to look at.</summary>
    public required OcpiVersion Version { get; init; }

    /// <summary>One kind of objects; null for all.</summary>
    public ModuleId? Module { get; init; }

    /// <summary>One owner; null for all.</summary>
    public PartyId? Owner { get; init; }

    /// <summary>One object's id; null for all.</summary>
    public string? ObjectId { get; init; }

    /// <summary>Where to go on.</summary>
    public LossPlace? After { get; init; }

    /// <summary>Most objects to return.</summary>
    public required int Limit { get; init; }
}

/// <summary>The place of an object in the order in which losses are read.</summary>
public readonly record struct LossPlace(ModuleId Module, long Ordinal);
