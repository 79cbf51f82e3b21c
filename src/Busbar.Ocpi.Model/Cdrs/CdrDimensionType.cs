using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Cdrs;

/// <summary>What a charging period counts.</summary>
/// <remarks>OCPI chapter "CDRs module / CdrDimensionType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<CdrDimensionType>))]
public readonly record struct CdrDimensionType(string Value) : IOpenEnum<CdrDimensionType>
{
    /// <summary>Average current, in amperes; sessions only.</summary>
    public static CdrDimensionType Current { get; } = new("CURRENT");

    /// <summary>Energy, in kilowatt-hours.</summary>
    public static CdrDimensionType Energy { get; } = new("ENERGY");

    /// <summary>Energy fed back, in kilowatt-hours; sessions only.</summary>
    public static CdrDimensionType EnergyExport { get; } = new("ENERGY_EXPORT");

    /// <summary>Energy taken, in kilowatt-hours; sessions only.</summary>
    public static CdrDimensionType EnergyImport { get; } = new("ENERGY_IMPORT");

    /// <summary>A flat fee, without a unit (2.1.1 only).</summary>
    public static CdrDimensionType Flat { get; } = new("FLAT");

    /// <summary>Highest current, in amperes.</summary>
    public static CdrDimensionType MaxCurrent { get; } = new("MAX_CURRENT");

    /// <summary>Lowest current, in amperes.</summary>
    public static CdrDimensionType MinCurrent { get; } = new("MIN_CURRENT");

    /// <summary>Highest power, in kilowatts.</summary>
    public static CdrDimensionType MaxPower { get; } = new("MAX_POWER");

    /// <summary>Lowest power, in kilowatts.</summary>
    public static CdrDimensionType MinPower { get; } = new("MIN_POWER");

    /// <summary>Time in which the vehicle asked for no power, in hours.</summary>
    public static CdrDimensionType ParkingTime { get; } = new("PARKING_TIME");

    /// <summary>Average power, in kilowatts; sessions only.</summary>
    public static CdrDimensionType Power { get; } = new("POWER");

    /// <summary>Time reserved and not used, in hours (bookings package).</summary>
    public static CdrDimensionType ReservationExpires { get; } = new("RESERVATION_EXPIRES");

    /// <summary>Time after the end of what was reserved, in hours (bookings package).</summary>
    public static CdrDimensionType ReservationOvertime { get; } = new("RESERVATION_OVERTIME");

    /// <summary>Time reserved, in hours.</summary>
    public static CdrDimensionType ReservationTime { get; } = new("RESERVATION_TIME");

    /// <summary>The battery's charge, in percent; sessions only.</summary>
    public static CdrDimensionType StateOfCharge { get; } = new("STATE_OF_CHARGE");

    /// <summary>Time of charging, in hours.</summary>
    public static CdrDimensionType Time { get; } = new("TIME");

    /// <inheritdoc/>
    public static CdrDimensionType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
