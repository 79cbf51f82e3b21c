using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>How vehicles stand relative to the road (2.3.0).</summary>
/// <remarks>OCPI chapter "Locations module / ParkingDirection enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ParkingDirection>))]
public readonly record struct ParkingDirection(string Value) : IOpenEnum<ParkingDirection>
{
    /// <summary>Along the road.</summary>
    public static ParkingDirection Parallel { get; } = new("PARALLEL");

    /// <summary>At a right angle.</summary>
    public static ParkingDirection Perpendicular { get; } = new("PERPENDICULAR");

    /// <summary>At another angle.</summary>
    public static ParkingDirection Angle { get; } = new("ANGLE");

    /// <inheritdoc/>
    public static ParkingDirection From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
