using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>The kind of place a Location is.</summary>
/// <remarks>OCPI chapter "Locations module / ParkingType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ParkingType>))]
public readonly record struct ParkingType(string Value) : IOpenEnum<ParkingType>
{
    /// <summary>At a motorway's service area.</summary>
    public static ParkingType AlongMotorway { get; } = new("ALONG_MOTORWAY");

    /// <summary>A multi-storey car park.</summary>
    public static ParkingType ParkingGarage { get; } = new("PARKING_GARAGE");

    /// <summary>A cleared area for parking.</summary>
    public static ParkingType ParkingLot { get; } = new("PARKING_LOT");

    /// <summary>On a driveway.</summary>
    public static ParkingType OnDriveway { get; } = new("ON_DRIVEWAY");

    /// <summary>On the street.</summary>
    public static ParkingType OnStreet { get; } = new("ON_STREET");

    /// <summary>Under ground.</summary>
    public static ParkingType UndergroundGarage { get; } = new("UNDERGROUND_GARAGE");

    /// <inheritdoc/>
    public static ParkingType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
