using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>A class of vehicles that a parking place is made for (2.3.0).</summary>
/// <remarks>OCPI chapter "Locations module / VehicleType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<VehicleType>))]
public readonly record struct VehicleType(string Value) : IOpenEnum<VehicleType>
{
    /// <summary>Motorcycles (UNECE category L).</summary>
    public static VehicleType Motorcycle { get; } = new("MOTORCYCLE");

    /// <summary>Passenger cars (M1).</summary>
    public static VehicleType PersonalVehicle { get; } = new("PERSONAL_VEHICLE");

    /// <summary>Passenger cars with a trailer (M1 and O).</summary>
    public static VehicleType PersonalVehicleWithTrailer { get; } = new("PERSONAL_VEHICLE_WITH_TRAILER");

    /// <summary>Vans (N1).</summary>
    public static VehicleType Van { get; } = new("VAN");

    /// <summary>Tractors without a trailer (T).</summary>
    public static VehicleType SemiTractor { get; } = new("SEMI_TRACTOR");

    /// <summary>Rigid trucks (N2, N3).</summary>
    public static VehicleType Rigid { get; } = new("RIGID");

    /// <summary>Trucks with a trailer (N2 or N3 and O).</summary>
    public static VehicleType TruckWithTrailer { get; } = new("TRUCK_WITH_TRAILER");

    /// <summary>Buses (M2, M3).</summary>
    public static VehicleType Bus { get; } = new("BUS");

    /// <summary>Passenger cars of people with a disabled parking permit.</summary>
    public static VehicleType Disabled { get; } = new("DISABLED");

    /// <inheritdoc/>
    public static VehicleType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
