namespace Busbar.Ocpi.Wire.Common;

/// <summary>The name of an OCPI object as the contract tables spell it ("Location", "CDR", "StartSession").</summary>
/// <param name="Name">The object's name in the specification's tables.</param>
public readonly record struct ObjectType(string Name)
{
    /// <summary>A Location with its EVSEs and Connectors.</summary>
    public static ObjectType Location { get; } = new("Location");

    /// <summary>One EVSE of a Location.</summary>
    public static ObjectType Evse { get; } = new("EVSE");

    /// <summary>One Connector of an EVSE.</summary>
    public static ObjectType Connector { get; } = new("Connector");

    /// <summary>A Tariff.</summary>
    public static ObjectType Tariff { get; } = new("Tariff");

    /// <summary>A Token of a driver.</summary>
    public static ObjectType Token { get; } = new("Token");

    /// <summary>A charging Session.</summary>
    public static ObjectType Session { get; } = new("Session");

    /// <summary>A charge detail record.</summary>
    public static ObjectType Cdr { get; } = new("CDR");

    /// <summary>The driver's preferences for a Session.</summary>
    public static ObjectType ChargingPreferences { get; } = new("ChargingPreferences");

    /// <summary>Where a token is to be used, in a real-time authorization request.</summary>
    public static ObjectType LocationReferences { get; } = new("LocationReferences");

    /// <summary>The answer to a real-time authorization request.</summary>
    public static ObjectType AuthorizationInfo { get; } = new("AuthorizationInfo");

    /// <summary>The synchronous answer to a command.</summary>
    public static ObjectType CommandResponse { get; } = new("CommandResponse");

    /// <summary>The asynchronous result of a command.</summary>
    public static ObjectType CommandResult { get; } = new("CommandResult");

    /// <summary>The CANCEL_RESERVATION command.</summary>
    public static ObjectType CancelReservation { get; } = new("CancelReservation");

    /// <summary>The RESERVE_NOW command.</summary>
    public static ObjectType ReserveNow { get; } = new("ReserveNow");

    /// <summary>The START_SESSION command.</summary>
    public static ObjectType StartSession { get; } = new("StartSession");

    /// <summary>The STOP_SESSION command.</summary>
    public static ObjectType StopSession { get; } = new("StopSession");

    /// <summary>The UNLOCK_CONNECTOR command.</summary>
    public static ObjectType UnlockConnector { get; } = new("UnlockConnector");

    /// <summary>Sets a charging profile on a Session.</summary>
    public static ObjectType SetChargingProfile { get; } = new("SetChargingProfile");

    /// <summary>The limits of a charging profile.</summary>
    public static ObjectType ChargingProfile { get; } = new("ChargingProfile");

    /// <summary>The limits that a charge point keeps to.</summary>
    public static ObjectType ActiveChargingProfile { get; } = new("ActiveChargingProfile");

    /// <summary>The synchronous answer to a request about a charging profile.</summary>
    public static ObjectType ChargingProfileResponse { get; } = new("ChargingProfileResponse");

    /// <summary>The asynchronous result of setting a charging profile.</summary>
    public static ObjectType ChargingProfileResult { get; } = new("ChargingProfileResult");

    /// <summary>The asynchronous result of asking for the active charging profile.</summary>
    public static ObjectType ActiveChargingProfileResult { get; } = new("ActiveChargingProfileResult");

    /// <summary>The asynchronous result of clearing a charging profile.</summary>
    public static ObjectType ClearProfileResult { get; } = new("ClearProfileResult");

    /// <summary>A party behind a hub.</summary>
    public static ObjectType ClientInfo { get; } = new("ClientInfo");

    /// <summary>Which CDRs an invoice is about.</summary>
    public static ObjectType InvoiceReconciliationRecord { get; } = new("InvoiceReconciliationRecord");

    /// <summary>A payment terminal.</summary>
    public static ObjectType Terminal { get; } = new("Terminal");

    /// <summary>What was captured for a session that was paid at a terminal.</summary>
    public static ObjectType FinancialAdviceConfirmation { get; } = new("FinancialAdviceConfirmation");

    /// <summary>What a CPO offers for booking.</summary>
    public static ObjectType BookingLocation { get; } = new("BookingLocation");

    /// <summary>The free times of a BookingLocation.</summary>
    public static ObjectType Calendar { get; } = new("Calendar");

    /// <summary>A booking.</summary>
    public static ObjectType Booking { get; } = new("Booking");

    /// <summary>A request for a booking, its change or its end.</summary>
    public static ObjectType BookingRequest { get; } = new("BookingRequest");

    /// <summary>The Credentials object of a platform.</summary>
    public static ObjectType Credentials { get; } = new("Credentials");

    /// <summary>The details of one version: its endpoints.</summary>
    public static ObjectType VersionDetails { get; } = new("VersionDetails");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
