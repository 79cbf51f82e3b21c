using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>A place with one or more EVSEs.</summary>
/// <remarks>OCPI chapter "Locations module / Location object".</remarks>
public sealed record Location : OcpiObject
{
    /// <summary>Country of the CPO that owns it, ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Party id of the CPO that owns it; three characters.</summary>
    public required string PartyId { get; init; }

    /// <summary>Identifies it in the CPO's platform; never changes. CiString of at most 36 characters.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it may be shown to the public.</summary>
    public required bool Publish { get; init; }

    /// <summary>Whose owners may see it all the same when it is not public.</summary>
    [AllowNull]
    public IReadOnlyList<PublishTokenType> PublishAllowedTo { get; init => field = value ?? []; } = [];

    /// <summary>Its name; at most 255 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Street and house number; at most 255 characters (45 before 2.2.1's correction).</summary>
    public required string Address { get; init; }

    /// <summary>Town; at most 45 characters.</summary>
    public required string City { get; init; }

    /// <summary>Postal code; absent only where there is none. At most 10 characters.</summary>
    public string? PostalCode { get; init; }

    /// <summary>State or province; at most 45 characters.</summary>
    public string? State { get; init; }

    /// <summary>Country, ISO 3166-1 alpha-3.</summary>
    public required string Country { get; init; }

    /// <summary>Where it is.</summary>
    public required GeoLocation Coordinates { get; init; }

    /// <summary>Further points, such as entrances.</summary>
    [AllowNull]
    public IReadOnlyList<AdditionalGeoLocation> RelatedLocations { get; init => field = value ?? []; } = [];

    /// <summary>The kind of place.</summary>
    public ParkingType? ParkingType { get; init; }

    /// <summary>Its EVSEs.</summary>
    [AllowNull]
    public IReadOnlyList<Evse> Evses { get; init => field = value ?? []; } = [];

    /// <summary>Its parking places (2.3.0).</summary>
    [AllowNull]
    public IReadOnlyList<Parking> ParkingPlaces { get; init => field = value ?? []; } = [];

    /// <summary>How to find it.</summary>
    [AllowNull]
    public IReadOnlyList<DisplayText> Directions { get; init => field = value ?? []; } = [];

    /// <summary>Who operates it; when absent, the CPO of the credentials.</summary>
    public BusinessDetails? Operator { get; init; }

    /// <summary>Who operates it on behalf of the operator.</summary>
    public BusinessDetails? Suboperator { get; init; }

    /// <summary>Who owns it.</summary>
    public BusinessDetails? Owner { get; init; }

    /// <summary>What else is there.</summary>
    [AllowNull]
    public IReadOnlyList<Facility> Facilities { get; init => field = value ?? []; } = [];

    /// <summary>Its time zone as an IANA name, for example "Europe/Oslo"; tariffs and opening times are in this zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When one can charge; when absent, always.</summary>
    public Hours? OpeningTimes { get; init; }

    /// <summary>Whether a vehicle keeps charging outside opening hours; true when absent.</summary>
    public bool? ChargingWhenClosed { get; init; }

    /// <summary>Whether a vehicle keeps charging outside opening hours, read as the standard reads an absent value.</summary>
    [JsonIgnore]
    public bool KeepsChargingWhenClosed => ChargingWhenClosed ?? true;

    /// <summary>Pictures of it.</summary>
    [AllowNull]
    public IReadOnlyList<Image> Images { get; init => field = value ?? []; } = [];

    /// <summary>What energy is delivered.</summary>
    public EnergyMix? EnergyMix { get; init; }

    /// <summary>Telephone number for drivers in need; at most 25 characters (2.3.0).</summary>
    public string? HelpPhone { get; init; }

    /// <summary>When it, or anything in it, was last changed (UTC).</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
