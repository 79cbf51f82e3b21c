using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tokens;

/// <summary>Where a token is to be used: a Location, or some EVSEs of it.</summary>
/// <remarks>OCPI chapter "Tokens module / LocationReferences class".</remarks>
public sealed record LocationReferences : OcpiObject
{
    /// <summary>Id of the Location; CiString of at most 36 characters.</summary>
    public required string LocationId { get; init; }

    /// <summary>Uids of EVSEs within that Location; each at most 36 characters. Empty means the whole Location.</summary>
    [AllowNull]
    public IReadOnlyList<string> EvseUids { get; init => field = value ?? []; } = [];
}
