using System.Text.Json;
using Busbar.Ocpi.Model.Commands;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Simulator.Cpo;

/// <summary>What an operator answers on the spot: remote starts and stops, reservations, drivers' wishes.</summary>
internal sealed class CpoCalls(SimulatedCpo cpo, TimeProvider clock) : ICallHandler
{
    /// <summary>How long a charge point may take, seconds.</summary>
    private const int Timeout = 30;

    public ValueTask<OcpiReply> CommandAsync(OcpiRequest request, string command, CancellationToken cancellation)
    {
        var sender = request.Routing.From ?? default;
        var result = command switch
        {
            "START_SESSION" => cpo.Start(cpo.Platform.Read<StartSession>(ObjectType.StartSession, request.Body), sender),
            "RESERVE_NOW" => cpo.Reservations.Reserve(cpo.Platform.Read<ReserveNow>(ObjectType.ReserveNow, request.Body), sender),
            "CANCEL_RESERVATION" => cpo.Reservations.Cancel(cpo.Platform.Read<CancelReservation>(ObjectType.CancelReservation, request.Body), sender),
            "STOP_SESSION" => cpo.Stop(cpo.Platform.Read<StopSession>(ObjectType.StopSession, request.Body), sender),
            _ => CommandResponseType.NotSupported,
        };
        return new(OcpiReply.Ok(cpo.Platform.Write(ObjectType.CommandResponse, new CommandResponse { Result = result, Timeout = Timeout })));
    }

    public ValueTask<OcpiReply> CommandResultAsync(OcpiRequest request, string command, string callId, CancellationToken cancellation) =>
        new(OcpiReply.NotFound(OcpiStatus.InvalidParameters, "An operator sends no commands."));

    public ValueTask<OcpiReply> AuthorizeAsync(OcpiRequest request, string tokenUid, string tokenType, CancellationToken cancellation) =>
        new(OcpiReply.NotFound(OcpiStatus.UnknownToken, "An operator knows no tokens of its own."));

    public ValueTask<OcpiReply> SetChargingPreferencesAsync(OcpiRequest request, string sessionId, CancellationToken cancellation)
    {
        if (cpo.Find(sessionId) is not { } session)
        {
            return new(OcpiReply.NotFound(OcpiStatus.InvalidParameters, "There is no such session."));
        }

        var wanted = cpo.Platform.Read<ChargingPreferences>(ObjectType.ChargingPreferences, request.Body);
        return new(OcpiReply.Ok(JsonSerializer.SerializeToUtf8Bytes(PreferenceDesk.Judge(wanted, session.PowerKw, clock.GetUtcNow()).Value)));
    }
}
