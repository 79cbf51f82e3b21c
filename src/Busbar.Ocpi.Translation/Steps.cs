using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Cdrs;
using Busbar.Ocpi.Translation.Commands;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Credentials;
using Busbar.Ocpi.Translation.HubClientInfo;
using Busbar.Ocpi.Translation.Locations;
using Busbar.Ocpi.Translation.Sessions;
using Busbar.Ocpi.Translation.Tariffs;
using Busbar.Ocpi.Translation.Tokens;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Translation;

/// <summary>Which function carries which object over which step.</summary>
internal static class Steps
{
    private static readonly Dictionary<string, Action<Place>> Up221 = new(StringComparer.Ordinal)
    {
        [ObjectType.Location.Name] = LocationStep.From221To230,
        [ObjectType.Evse.Name] = EvseStep.From221To230,
        [ObjectType.Connector.Name] = Same,
        [ObjectType.Tariff.Name] = TariffStep.From221To230,
        [ObjectType.Token.Name] = TokenStep.From221To230,
        [ObjectType.LocationReferences.Name] = Same,
        [ObjectType.AuthorizationInfo.Name] = AuthorizationInfoStep.From221To230,
        [ObjectType.Session.Name] = SessionStep.From221To230,
        [ObjectType.ChargingPreferences.Name] = Same,
        [ObjectType.Cdr.Name] = CdrStep.From221To230,
        [ObjectType.Credentials.Name] = CredentialsStep.From221To230,
        [ObjectType.StartSession.Name] = CommandStep.From221To230,
        [ObjectType.ReserveNow.Name] = CommandStep.From221To230,
        [ObjectType.StopSession.Name] = Same,
        [ObjectType.CancelReservation.Name] = Same,
        [ObjectType.UnlockConnector.Name] = Same,
        [ObjectType.CommandResponse.Name] = Same,
        [ObjectType.CommandResult.Name] = Same,
        [ObjectType.SetChargingProfile.Name] = Same,
        [ObjectType.ChargingProfile.Name] = Same,
        [ObjectType.ActiveChargingProfile.Name] = Same,
        [ObjectType.ChargingProfileResponse.Name] = Same,
        [ObjectType.ChargingProfileResult.Name] = Same,
        [ObjectType.ActiveChargingProfileResult.Name] = Same,
        [ObjectType.ClearProfileResult.Name] = Same,
        [ObjectType.ClientInfo.Name] = ClientInfoStep.From221To230,
    };

    private static readonly Dictionary<string, Action<Place>> Down230 = new(StringComparer.Ordinal)
    {
        [ObjectType.Location.Name] = LocationStep.From230To221,
        [ObjectType.Evse.Name] = EvseStep.From230To221,
        [ObjectType.Connector.Name] = ConnectorStep.From230To221,
        [ObjectType.Tariff.Name] = TariffStep.From230To221,
        [ObjectType.Token.Name] = TokenStep.From230To221,
        [ObjectType.LocationReferences.Name] = Same,
        [ObjectType.AuthorizationInfo.Name] = AuthorizationInfoStep.From230To221,
        [ObjectType.Session.Name] = SessionStep.From230To221,
        [ObjectType.ChargingPreferences.Name] = Same,
        [ObjectType.Cdr.Name] = CdrStep.From230To221,
        [ObjectType.Credentials.Name] = CredentialsStep.From230To221,
        [ObjectType.StartSession.Name] = CommandStep.From230To221,
        [ObjectType.ReserveNow.Name] = CommandStep.From230To221,
        [ObjectType.StopSession.Name] = Same,
        [ObjectType.CancelReservation.Name] = Same,
        [ObjectType.UnlockConnector.Name] = Same,
        [ObjectType.CommandResponse.Name] = Same,
        [ObjectType.CommandResult.Name] = Same,
        [ObjectType.SetChargingProfile.Name] = Same,
        [ObjectType.ChargingProfile.Name] = Same,
        [ObjectType.ActiveChargingProfile.Name] = Same,
        [ObjectType.ChargingProfileResponse.Name] = Same,
        [ObjectType.ChargingProfileResult.Name] = Same,
        [ObjectType.ActiveChargingProfileResult.Name] = Same,
        [ObjectType.ClearProfileResult.Name] = Same,
        [ObjectType.ClientInfo.Name] = Same,
    };

    /// <summary>Objects that these versions let one change in part.</summary>
    private static readonly HashSet<ObjectType> Patchable =
        [ObjectType.Location, ObjectType.Evse, ObjectType.Connector, ObjectType.Session, ObjectType.Token];

    /// <summary>The step for a whole object; null when there is none.</summary>
    public static Action<Place>? ForObject(ObjectType type, OcpiVersion from, OcpiVersion to) => (from, to) switch
    {
        (OcpiVersion.V221, OcpiVersion.V230) => Up221.GetValueOrDefault(type.Name),
        (OcpiVersion.V230, OcpiVersion.V221) => Down230.GetValueOrDefault(type.Name),
        _ => null,
    };

    /// <summary>The step for the body of a PATCH; null when there is none.</summary>
    public static Action<Place>? ForPatch(ObjectType type, OcpiVersion from, OcpiVersion to) =>
        Patchable.Contains(type) ? ForObject(type, from, to) : null;

    /// <summary>The object is the same on both sides of the step.</summary>
    private static void Same(Place document)
    {
    }
}
