using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>What energy is delivered, and from whom.</summary>
/// <remarks>OCPI chapter "Locations module / EnergyMix class".</remarks>
public sealed record EnergyMix : OcpiObject
{
    /// <summary>Whether all of it comes from regenerative sources.</summary>
    public required bool IsGreenEnergy { get; init; }

    /// <summary>The sources and their shares.</summary>
    [AllowNull]
    public IReadOnlyList<EnergySource> EnergySources { get; init => field = value ?? []; } = [];

    /// <summary>The waste and emissions.</summary>
    [AllowNull]
    public IReadOnlyList<EnvironmentalImpact> EnvironImpact { get; init => field = value ?? []; } = [];

    /// <summary>Name of the energy supplier; at most 64 characters.</summary>
    public string? SupplierName { get; init; }

    /// <summary>Name of the supplier's product; at most 64 characters.</summary>
    public string? EnergyProductName { get; init; }
}
