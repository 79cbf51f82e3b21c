using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations.V211;

namespace Busbar.Ocpi.Model.Tariffs.V211;

/// <summary>What charging costs, in the shape of OCPI 2.1.1: its owner stands in the URL only, and there are no limits, no type and no validity.</summary>
/// <remarks>OCPI chapter "Tariffs module / Tariff object (2.1.1)".</remarks>
public sealed record Tariff : OcpiObject
{
    /// <summary>Identifies it in the CPO's platform; at most 36 characters.</summary>
    public required string Id { get; init; }

    /// <inheritdoc cref="Tariffs.Tariff.Currency"/>
    public required string Currency { get; init; }

    /// <inheritdoc cref="Tariffs.Tariff.TariffAltText"/>
    [AllowNull]
    public IReadOnlyList<DisplayText> TariffAltText { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Tariffs.Tariff.TariffAltUrl"/>
    public string? TariffAltUrl { get; init; }

    /// <inheritdoc cref="Tariffs.Tariff.Elements"/>
    [AllowNull]
    public IReadOnlyList<TariffElement> Elements { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Tariffs.Tariff.EnergyMix"/>
    public EnergyMix? EnergyMix { get; init; }

    /// <inheritdoc cref="Tariffs.Tariff.LastUpdated"/>
    public required DateTimeOffset LastUpdated { get; init; }
}
