using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Versions;

/// <summary>The identifier of an OCPI module, as listed in the version details. Custom modules keep their own text.</summary>
/// <remarks>OCPI chapter "Versions module / ModuleID".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ModuleId>))]
public readonly record struct ModuleId(string Value) : IOpenEnum<ModuleId>
{
    /// <summary>Credentials and registration; required.</summary>
    public static ModuleId Credentials { get; } = new("credentials");

    /// <summary>Locations, EVSEs and Connectors.</summary>
    public static ModuleId Locations { get; } = new("locations");

    /// <summary>Tariffs.</summary>
    public static ModuleId Tariffs { get; } = new("tariffs");

    /// <summary>Tokens and real-time authorization.</summary>
    public static ModuleId Tokens { get; } = new("tokens");

    /// <summary>Sessions and charging preferences.</summary>
    public static ModuleId Sessions { get; } = new("sessions");

    /// <summary>Charge detail records.</summary>
    public static ModuleId Cdrs { get; } = new("cdrs");

    /// <summary>Commands and their asynchronous results.</summary>
    public static ModuleId Commands { get; } = new("commands");

    /// <summary>Charging profiles (2.2 and later).</summary>
    public static ModuleId ChargingProfiles { get; } = new("chargingprofiles");

    /// <summary>Hub client info (2.2 and later).</summary>
    public static ModuleId HubClientInfo { get; } = new("hubclientinfo");

    /// <summary>Payment terminals and what they captured (an add-on of 2.3.0).</summary>
    public static ModuleId Payments { get; } = new("payments");

    /// <summary>Bookings (an add-on of 2.3.0).</summary>
    public static ModuleId Bookings { get; } = new("bookings");

    /// <summary>Invoice reconciliation (2.3.0).</summary>
    public static ModuleId InvoiceReconciliation { get; } = new("invoicereconciliation");

    /// <summary>Whether the standard or one of its packages knows the module; any other is a custom one, by agreement between partners.</summary>
    public bool IsStandard => StandardModules.Contain(this);

    /// <inheritdoc/>
    public static ModuleId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
