using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>A company as drivers know it.</summary>
/// <remarks>OCPI chapter "Locations module / BusinessDetails class".</remarks>
public sealed record BusinessDetails : OcpiObject
{
    /// <summary>Its name; at most 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Its web site.</summary>
    public string? Website { get; init; }

    /// <summary>Its logo.</summary>
    public Image? Logo { get; init; }
}
