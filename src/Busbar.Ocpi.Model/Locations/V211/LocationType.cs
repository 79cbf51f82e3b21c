using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations.V211;

/// <summary>The kind of place a Location is, in OCPI 2.1.1. From 2.2 on see <see cref="ParkingType"/>.</summary>
/// <remarks>OCPI chapter "Locations module / LocationType enum (2.1.1)".</remarks>
[JsonConverter(typeof(OpenEnumConverter<LocationType>))]
public readonly record struct LocationType(string Value) : IOpenEnum<LocationType>
{
    /// <summary>On the street.</summary>
    public static LocationType OnStreet { get; } = new("ON_STREET");

    /// <summary>A multi-storey car park.</summary>
    public static LocationType ParkingGarage { get; } = new("PARKING_GARAGE");

    /// <summary>Under ground.</summary>
    public static LocationType UndergroundGarage { get; } = new("UNDERGROUND_GARAGE");

    /// <summary>A cleared area for parking.</summary>
    public static LocationType ParkingLot { get; } = new("PARKING_LOT");

    /// <summary>None of these.</summary>
    public static LocationType Other { get; } = new("OTHER");

    /// <summary>Not known.</summary>
    public static LocationType Unknown { get; } = new("UNKNOWN");

    /// <inheritdoc/>
    public static LocationType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
