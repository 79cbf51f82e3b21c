using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>Something an EVSE can do.</summary>
/// <remarks>OCPI chapter "Locations module / Capability enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<Capability>))]
public readonly record struct Capability(string Value) : IOpenEnum<Capability>
{
    /// <summary>It takes charging profiles.</summary>
    public static Capability ChargingProfileCapable { get; } = new("CHARGING_PROFILE_CAPABLE");

    /// <summary>It takes the driver's charging preferences.</summary>
    public static Capability ChargingPreferencesCapable { get; } = new("CHARGING_PREFERENCES_CAPABLE");

    /// <summary>It has a payment terminal for chip cards.</summary>
    public static Capability ChipCardSupport { get; } = new("CHIP_CARD_SUPPORT");

    /// <summary>It has a payment terminal for contactless cards.</summary>
    public static Capability ContactlessCardSupport { get; } = new("CONTACTLESS_CARD_SUPPORT");

    /// <summary>It can be paid with a credit card.</summary>
    public static Capability CreditCardPayable { get; } = new("CREDIT_CARD_PAYABLE");

    /// <summary>It can be paid with a debit card.</summary>
    public static Capability DebitCardPayable { get; } = new("DEBIT_CARD_PAYABLE");

    /// <summary>It has a terminal with a PIN entry device.</summary>
    public static Capability PedTerminal { get; } = new("PED_TERMINAL");

    /// <summary>Sessions can be started and stopped remotely.</summary>
    public static Capability RemoteStartStopCapable { get; } = new("REMOTE_START_STOP_CAPABLE");

    /// <summary>It can be reserved.</summary>
    public static Capability Reservable { get; } = new("RESERVABLE");

    /// <summary>It reads RFID tokens.</summary>
    public static Capability RfidReader { get; } = new("RFID_READER");

    /// <summary>A remote start must name the connector (2.2.1 and later).</summary>
    public static Capability StartSessionConnectorRequired { get; } = new("START_SESSION_CONNECTOR_REQUIRED");

    /// <summary>It knows token groups.</summary>
    public static Capability TokenGroupCapable { get; } = new("TOKEN_GROUP_CAPABLE");

    /// <summary>Its connectors can be unlocked remotely.</summary>
    public static Capability UnlockCapable { get; } = new("UNLOCK_CAPABLE");

    /// <inheritdoc/>
    public static Capability From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
