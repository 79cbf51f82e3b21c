using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations.V211;

/// <summary>A place with one or more EVSEs, in the shape of OCPI 2.1.1: its owner stands in the URL only, and it is always public.</summary>
/// <remarks>OCPI chapter "Locations module / Location object (2.1.1)".</remarks>
public sealed record Location : OcpiObject
{
    /// <summary>Identifies it in the CPO's platform; at most 39 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of place.</summary>
    public required LocationType Type { get; init; }

    /// <inheritdoc cref="Locations.Location.Name"/>
    public string? Name { get; init; }

    /// <summary>Street and house number; at most 45 characters.</summary>
    public required string Address { get; init; }

    /// <inheritdoc cref="Locations.Location.City"/>
    public required string City { get; init; }

    /// <summary>Postal code; at most 10 characters.</summary>
    public required string PostalCode { get; init; }

    /// <inheritdoc cref="Locations.Location.Country"/>
    public required string Country { get; init; }

    /// <inheritdoc cref="Locations.Location.Coordinates"/>
    public required GeoLocation Coordinates { get; init; }

    /// <inheritdoc cref="Locations.Location.RelatedLocations"/>
    [AllowNull]
    public IReadOnlyList<AdditionalGeoLocation> RelatedLocations { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Locations.Location.Evses"/>
    [AllowNull]
    public IReadOnlyList<Evse> Evses { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Locations.Location.Directions"/>
    [AllowNull]
    public IReadOnlyList<DisplayText> Directions { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Locations.Location.Operator"/>
    public BusinessDetails? Operator { get; init; }

    /// <inheritdoc cref="Locations.Location.Suboperator"/>
    public BusinessDetails? Suboperator { get; init; }

    /// <inheritdoc cref="Locations.Location.Owner"/>
    public BusinessDetails? Owner { get; init; }

    /// <inheritdoc cref="Locations.Location.Facilities"/>
    [AllowNull]
    public IReadOnlyList<Facility> Facilities { get; init => field = value ?? []; } = [];

    /// <summary>Its time zone as an IANA name, for example "Europe/Oslo"; at most 255 characters.</summary>
    public string? TimeZone { get; init; }

    /// <inheritdoc cref="Locations.Location.OpeningTimes"/>
    public Hours? OpeningTimes { get; init; }

    /// <inheritdoc cref="Locations.Location.ChargingWhenClosed"/>
    public bool? ChargingWhenClosed { get; init; }

    /// <inheritdoc cref="Locations.Location.KeepsChargingWhenClosed"/>
    [JsonIgnore]
    public bool KeepsChargingWhenClosed => ChargingWhenClosed ?? true;

    /// <inheritdoc cref="Locations.Location.Images"/>
    [AllowNull]
    public IReadOnlyList<Image> Images { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Locations.Location.EnergyMix"/>
    public EnergyMix? EnergyMix { get; init; }

    /// <inheritdoc cref="Locations.Location.LastUpdated"/>
    public required DateTimeOffset LastUpdated { get; init; }
}
