using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;

namespace Busbar.Ocpi.Model.Tariffs.V22;

/// <summary>What charging costs, in the shape of OCPI 2.2 and 2.2.1: prices are always without VAT, and the limits are Prices.</summary>
/// <remarks>OCPI chapter "Tariffs module / Tariff object (2.2 and 2.2.1)".</remarks>
public sealed record Tariff : OcpiObject
{
    /// <inheritdoc cref="Tariffs.Tariff.CountryCode"/>
    public required string CountryCode { get; init; }

    /// <inheritdoc cref="Tariffs.Tariff.PartyId"/>
    public required string PartyId { get; init; }

    /// <inheritdoc cref="Tariffs.Tariff.Id"/>
    public required string Id { get; init; }

    /// <inheritdoc cref="Tariffs.Tariff.Currency"/>
    public required string Currency { get; init; }

    /// <inheritdoc cref="Tariffs.Tariff.Type"/>
    public TariffType? Type { get; init; }

    /// <inheritdoc cref="Tariffs.Tariff.TariffAltText"/>
    [AllowNull]
    public IReadOnlyList<DisplayText> TariffAltText { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Tariffs.Tariff.TariffAltUrl"/>
    public string? TariffAltUrl { get; init; }

    /// <summary>What a session costs at least, with and without VAT.</summary>
    public Common.V22.Price? MinPrice { get; init; }

    /// <summary>What a session costs at most, with and without VAT.</summary>
    public Common.V22.Price? MaxPrice { get; init; }

    /// <inheritdoc cref="Tariffs.Tariff.Elements"/>
    [AllowNull]
    public IReadOnlyList<TariffElement> Elements { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Tariffs.Tariff.StartDateTime"/>
    public DateTimeOffset? StartDateTime { get; init; }

    /// <inheritdoc cref="Tariffs.Tariff.EndDateTime"/>
    public DateTimeOffset? EndDateTime { get; init; }

    /// <inheritdoc cref="Tariffs.Tariff.EnergyMix"/>
    public EnergyMix? EnergyMix { get; init; }

    /// <inheritdoc cref="Tariffs.Tariff.LastUpdated"/>
    public required DateTimeOffset LastUpdated { get; init; }
}
