namespace Busbar.Ocpi.Tests.Generated;

/// <summary>The objects that partners exchange on their own, and that are translated between them.</summary>
internal static class TranslatedObjects
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "Location", "EVSE", "Connector", "Tariff", "Token", "LocationReferences", "AuthorizationInfo", "Session", "ChargingPreferences", "CDR",
        "Credentials", "StartSession", "ReserveNow", "StopSession", "CancelReservation", "UnlockConnector", "CommandResponse", "CommandResult",
        "SetChargingProfile", "ChargingProfile", "ChargingProfileResponse", "ChargingProfileResult", "ClearProfileResult", "ActiveChargingProfile", "ActiveChargingProfileResult", "ClientInfo",
    ];
}
