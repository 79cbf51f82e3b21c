using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;

namespace Busbar.Ocpi.Model.Tariffs;

/// <summary>What charging costs.</summary>
/// <remarks>OCPI chapter "Tariffs module / Tariff object". This is the shape of 2.3.0. Before it, see the record in the V22 namespace.</remarks>
public sealed record Tariff : OcpiObject
{
    /// <summary>Country of the CPO that owns it, ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Party id of the CPO that owns it; three characters.</summary>
    public required string PartyId { get; init; }

    /// <summary>Identifies it in the CPO's platform; CiString of at most 36 characters.</summary>
    public required string Id { get; init; }

    /// <summary>Currency of every amount in it, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Which sessions it is for; all, when absent.</summary>
    public TariffType? Type { get; init; }

    /// <summary>The tariff in words.</summary>
    [AllowNull]
    public IReadOnlyList<DisplayText> TariffAltText { get; init => field = value ?? []; } = [];

    /// <summary>Where the tariff is explained.</summary>
    public string? TariffAltUrl { get; init; }

    /// <summary>What a session costs at least.</summary>
    public PriceLimit? MinPrice { get; init; }

    /// <summary>What a session costs at most.</summary>
    public PriceLimit? MaxPrice { get; init; }

    /// <summary>The prices and when they apply; at least one. For each dimension the first matching element counts.</summary>
    [AllowNull]
    public IReadOnlyList<TariffElement> Elements { get; init => field = value ?? []; } = [];

    /// <summary>Whether the prices contain taxes.</summary>
    public required TaxIncluded TaxIncluded { get; init; }

    /// <summary>From when it is valid (UTC).</summary>
    public DateTimeOffset? StartDateTime { get; init; }

    /// <summary>Until when it is valid (UTC).</summary>
    public DateTimeOffset? EndDateTime { get; init; }

    /// <summary>The energy delivered under it.</summary>
    public EnergyMix? EnergyMix { get; init; }

    /// <summary>What a payment terminal holds back on a card before a session, in the tariff's currency (payments package).</summary>
    public decimal? PreauthorizeAmount { get; init; }

    /// <summary>When it was last changed (UTC).</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
