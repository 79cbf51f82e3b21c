using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations.V211;

/// <summary>What energy is delivered, and from whom, in the shape of OCPI 2.1.1.</summary>
/// <remarks>OCPI chapter "Locations module / EnergyMix class (2.1.1)".</remarks>
public sealed record EnergyMix : OcpiObject
{
    /// <inheritdoc cref="Locations.EnergyMix.IsGreenEnergy"/>
    public required bool IsGreenEnergy { get; init; }

    /// <inheritdoc cref="Locations.EnergyMix.EnergySources"/>
    [AllowNull]
    public IReadOnlyList<EnergySource> EnergySources { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Locations.EnergyMix.EnvironImpact"/>
    [AllowNull]
    public IReadOnlyList<EnvironmentalImpact> EnvironImpact { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Locations.EnergyMix.SupplierName"/>
    public string? SupplierName { get; init; }

    /// <inheritdoc cref="Locations.EnergyMix.EnergyProductName"/>
    public string? EnergyProductName { get; init; }
}
