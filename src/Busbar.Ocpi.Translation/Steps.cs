using System.Collections.Frozen;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Cdrs;
using Busbar.Ocpi.Translation.Commands;
using Busbar.Ocpi.Translation.Credentials;
using Busbar.Ocpi.Translation.HubClientInfo;
using Busbar.Ocpi.Translation.Locations;
using Busbar.Ocpi.Translation.Sessions;
using Busbar.Ocpi.Translation.Tariffs;
using Busbar.Ocpi.Translation.Tokens;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Translation;

/// <summary>Which functions carry which object.</summary>
internal static class Steps
{
    private static readonly FrozenDictionary<string, ObjectSteps> All = new Dictionary<string, ObjectSteps>(StringComparer.Ordinal)
    {
        [ObjectType.Location.Name] = new()
        {
            From211To22 = OldLocationStep.From211To22, From22To211 = OldLocationStep.From22To211,
            From22To221 = LocationStep.From22To221, From221To22 = LocationStep.From221To22,
            From221To230 = LocationStep.From221To230, From230To221 = LocationStep.From230To221,
        },
        [ObjectType.Evse.Name] = new()
        {
            From211To22 = EvseStep.From211To22, From22To211 = EvseStep.From22To211,
            From22To221 = EvseStep.From22To221, From221To22 = EvseStep.From221To22,
            From221To230 = EvseStep.From221To230, From230To221 = EvseStep.From230To221,
        },
        [ObjectType.Connector.Name] = new()
        {
            From211To22 = ConnectorStep.From211To22, From22To211 = ConnectorStep.Alone(ConnectorStep.From22To211, OcpiVersion.V211),
            From221To22 = ConnectorStep.Alone(ConnectorStep.From221To22, OcpiVersion.V22),
            From230To221 = ConnectorStep.Alone(ConnectorStep.From230To221, OcpiVersion.V221),
        },
        [ObjectType.Tariff.Name] = new()
        {
            From211To22 = TariffStep.From211To22, From22To211 = TariffStep.From22To211,
            From22To221 = TariffStep.From22To221, From221To22 = TariffStep.From221To22,
            From221To230 = TariffStep.From221To230, From230To221 = TariffStep.From230To221,
        },
        [ObjectType.Token.Name] = new()
        {
            From211To22 = TokenStep.From211To22, From22To211 = TokenStep.From22To211,
            From22To221 = TokenStep.From22To221, From221To22 = TokenStep.From221To22,
            From221To230 = TokenStep.From221To230, From230To221 = TokenStep.From230To221,
        },
        [ObjectType.LocationReferences.Name] = new()
        {
            From211To22 = LocationReferencesStep.From211To22, From22To211 = LocationReferencesStep.From22To211,
        },
        [ObjectType.AuthorizationInfo.Name] = new()
        {
            From211To22 = AuthorizationInfoStep.From211To22, From22To211 = AuthorizationInfoStep.From22To211,
            From22To221 = AuthorizationInfoStep.From22To221, From221To22 = AuthorizationInfoStep.From221To22,
            From221To230 = AuthorizationInfoStep.From221To230, From230To221 = AuthorizationInfoStep.From230To221,
        },
        [ObjectType.Credentials.Name] = new()
        {
            From211To22 = CredentialsStep.From211To22, From22To211 = CredentialsStep.From22To211,
            From221To230 = CredentialsStep.From221To230, From230To221 = CredentialsStep.From230To221,
        },
        [ObjectType.StartSession.Name] = Command() with { From221To22 = CommandStep.StartSessionFrom221To22 },
        [ObjectType.ReserveNow.Name] = Command() with { From211To22 = CommandStep.ReserveNowFrom211To22, From22To211 = CommandStep.ReserveNowFrom22To211 },
        [ObjectType.StopSession.Name] = new() { From211To22 = ObjectSteps.Same, From22To211 = ObjectSteps.Same },
        [ObjectType.UnlockConnector.Name] = new() { From211To22 = CommandStep.From211To22, From22To211 = CommandStep.From22To211 },
        [ObjectType.CancelReservation.Name] = ObjectSteps.Of22,
        [ObjectType.CommandResponse.Name] = new() { From211To22 = CommandAnswerStep.ResponseFrom211To22, From22To211 = CommandAnswerStep.ResponseFrom22To211 },
        [ObjectType.CommandResult.Name] = new() { From211To22 = CommandAnswerStep.ResultFrom211To22, From22To211 = CommandAnswerStep.ResultFrom22To211 },
        [ObjectType.Cdr.Name] = new()
        {
            From211To22 = OldCdrStep.From211To22, From22To211 = OldCdrStep.From22To211,
            From22To221 = CdrStep.From22To221, From221To22 = CdrStep.From221To22,
            From221To230 = CdrStep.From221To230, From230To221 = CdrStep.From230To221,
        },
        [ObjectType.Session.Name] = new()
        {
            From211To22 = OldSessionStep.From211To22, From22To211 = OldSessionStep.From22To211,
            From22To221 = SessionStep.From22To221, From221To22 = SessionStep.From221To22,
            From221To230 = SessionStep.From221To230, From230To221 = SessionStep.From230To221,
        },
        [ObjectType.ChargingPreferences.Name] = ObjectSteps.Of22,
        ["SetChargingProfile"] = ObjectSteps.Of22,
        ["ChargingProfile"] = ObjectSteps.Of22,
        ["ChargingProfilePeriod"] = ObjectSteps.Of22,
        ["ActiveChargingProfile"] = ObjectSteps.Of22,
        ["ChargingProfileResponse"] = ObjectSteps.Of22,
        ["ChargingProfileResult"] = ObjectSteps.Of22,
        ["ActiveChargingProfileResult"] = ObjectSteps.Of22,
        ["ClearProfileResult"] = ObjectSteps.Of22,
        ["ClientInfo"] = new() { From221To230 = ClientInfoStep.From221To230, From230To221 = ClientInfoStep.From230To221 },
        ["Terminal"] = ObjectSteps.Of230,
        ["FinancialAdviceConfirmation"] = ObjectSteps.Of230,
        ["BookingLocation"] = ObjectSteps.Of230,
        ["Booking"] = ObjectSteps.Of230,
        ["BookingRequest"] = ObjectSteps.Of230,
        ["BookingResponse"] = ObjectSteps.Of230,
        ["BookingRequestStatus"] = ObjectSteps.Of230,
        ["Calendar"] = ObjectSteps.Of230,
        ["InvoiceReconciliationRecord"] = ObjectSteps.Of230,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Objects that one can change in part. Of these, 2.1.1 alone has a PATCH of a Tariff.</summary>
    private static readonly FrozenSet<string> Patchable =
        new[] { ObjectType.Location, ObjectType.Evse, ObjectType.Connector, ObjectType.Session, ObjectType.Token }.Select(type => type.Name).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The steps of an object; null when nobody translates it.</summary>
    public static ObjectSteps? Of(ObjectType type, bool isPatch) => isPatch && !Patchable.Contains(type.Name) ? null : All.GetValueOrDefault(type.Name);

    private static ObjectSteps Command() => new()
    {
        From211To22 = CommandStep.From211To22, From22To211 = CommandStep.From22To211,
        From22To221 = CommandStep.From22To221, From221To22 = CommandStep.From221To22,
        From221To230 = CommandStep.From221To230, From230To221 = CommandStep.From230To221,
    };
}
