using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>Something useful at or near a Location.</summary>
/// <remarks>OCPI chapter "Locations module / Facility enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<Facility>))]
public readonly record struct Facility(string Value) : IOpenEnum<Facility>
{
    /// <summary>A hotel.</summary>
    public static Facility Hotel { get; } = new("HOTEL");

    /// <summary>A restaurant.</summary>
    public static Facility Restaurant { get; } = new("RESTAURANT");

    /// <summary>A cafe.</summary>
    public static Facility Cafe { get; } = new("CAFE");

    /// <summary>A shopping mall.</summary>
    public static Facility Mall { get; } = new("MALL");

    /// <summary>A supermarket.</summary>
    public static Facility Supermarket { get; } = new("SUPERMARKET");

    /// <summary>Sports facilities.</summary>
    public static Facility Sport { get; } = new("SPORT");

    /// <summary>A recreation area.</summary>
    public static Facility RecreationArea { get; } = new("RECREATION_AREA");

    /// <summary>Nature to walk in.</summary>
    public static Facility Nature { get; } = new("NATURE");

    /// <summary>A museum.</summary>
    public static Facility Museum { get; } = new("MUSEUM");

    /// <summary>Shared bicycles.</summary>
    public static Facility BikeSharing { get; } = new("BIKE_SHARING");

    /// <summary>A bus stop.</summary>
    public static Facility BusStop { get; } = new("BUS_STOP");

    /// <summary>A taxi stand.</summary>
    public static Facility TaxiStand { get; } = new("TAXI_STAND");

    /// <summary>A tram stop.</summary>
    public static Facility TramStop { get; } = new("TRAM_STOP");

    /// <summary>A metro station.</summary>
    public static Facility MetroStation { get; } = new("METRO_STATION");

    /// <summary>A train station.</summary>
    public static Facility TrainStation { get; } = new("TRAIN_STATION");

    /// <summary>An airport.</summary>
    public static Facility Airport { get; } = new("AIRPORT");

    /// <summary>A parking lot.</summary>
    public static Facility ParkingLot { get; } = new("PARKING_LOT");

    /// <summary>Parking for car pools.</summary>
    public static Facility CarpoolParking { get; } = new("CARPOOL_PARKING");

    /// <summary>A fuel station.</summary>
    public static Facility FuelStation { get; } = new("FUEL_STATION");

    /// <summary>Wireless internet.</summary>
    public static Facility Wifi { get; } = new("WIFI");

    /// <inheritdoc/>
    public static Facility From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
