using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>Who may park at an EVSE.</summary>
/// <remarks>OCPI chapter "Locations module / ParkingRestriction enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ParkingRestriction>))]
public readonly record struct ParkingRestriction(string Value) : IOpenEnum<ParkingRestriction>
{
    /// <summary>Customers or guests only.</summary>
    public static ParkingRestriction Customers { get; } = new("CUSTOMERS");

    /// <summary>Disabled people with a valid badge only.</summary>
    public static ParkingRestriction Disabled { get; } = new("DISABLED");

    /// <summary>Employees only (2.3.0).</summary>
    public static ParkingRestriction Employees { get; } = new("EMPLOYEES");

    /// <summary>Electric vehicles only.</summary>
    public static ParkingRestriction EvOnly { get; } = new("EV_ONLY");

    /// <summary>Motorcycles only.</summary>
    public static ParkingRestriction Motorcycles { get; } = new("MOTORCYCLES");

    /// <summary>Only while plugged in.</summary>
    public static ParkingRestriction Plugged { get; } = new("PLUGGED");

    /// <summary>Taxis only (2.3.0).</summary>
    public static ParkingRestriction Taxis { get; } = new("TAXIS");

    /// <summary>Tenants only (2.3.0).</summary>
    public static ParkingRestriction Tenants { get; } = new("TENANTS");

    /// <inheritdoc/>
    public static ParkingRestriction From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
