using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tariffs;

/// <summary>What a price is counted in.</summary>
/// <remarks>OCPI chapter "Tariffs module / TariffDimensionType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<TariffDimensionType>))]
public readonly record struct TariffDimensionType(string Value) : IOpenEnum<TariffDimensionType>
{
    /// <summary>Per kilowatt-hour; step size in watt-hours.</summary>
    public static TariffDimensionType Energy { get; } = new("ENERGY");

    /// <summary>Once; the step size has no meaning.</summary>
    public static TariffDimensionType Flat { get; } = new("FLAT");

    /// <summary>Per hour in which the vehicle is connected and asks for no power; step size in seconds.</summary>
    public static TariffDimensionType ParkingTime { get; } = new("PARKING_TIME");

    /// <summary>Per hour of charging (or of reservation); step size in seconds.</summary>
    public static TariffDimensionType Time { get; } = new("TIME");

    /// <inheritdoc/>
    public static TariffDimensionType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
