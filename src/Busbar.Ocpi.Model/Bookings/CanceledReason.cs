using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>Why a booking was cancelled.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / CanceledReason enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<CanceledReason>))]
public readonly record struct CanceledReason(string Value) : IOpenEnum<CanceledReason>
{
    /// <summary>No power; said by the CPO.</summary>
    public static CanceledReason PowerOutage { get; } = new("POWER_OUTAGE");

    /// <summary>The charger is broken; said by the CPO.</summary>
    public static CanceledReason BrokenCharger { get; } = new("BROKEN_CHARGER");

    /// <summary>Somebody is not leaving; said by the CPO.</summary>
    public static CanceledReason Full { get; } = new("FULL");

    /// <summary>The place cannot be reached.</summary>
    public static CanceledReason Blocked { get; } = new("BLOCKED");

    /// <summary>The vehicle cannot come in time; said by the eMSP.</summary>
    public static CanceledReason Traffic { get; } = new("TRAFFIC");

    /// <summary>The vehicle broke down; said by the eMSP.</summary>
    public static CanceledReason BrokenVehicle { get; } = new("BROKEN_VEHICLE");

    /// <summary>The driver gave no reason; said by the eMSP.</summary>
    public static CanceledReason NoCanceled { get; } = new("NO_CANCELED");

    /// <summary>Any other reason.</summary>
    public static CanceledReason Unknown { get; } = new("UNKNOWN");

    /// <inheritdoc/>
    public static CanceledReason From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
