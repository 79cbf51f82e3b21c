using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Commands;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Ocpi.Client.Commands;

/// <summary>The Commands module with records.</summary>
public static class CommandsExtension
{
    extension(OcpiClient client)
    {
        /// <summary>Starts a session.</summary>
        public Task<OcpiResult<CommandResponse>> StartSessionAsync(StartSession command, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.SendAsync(CommandType.StartSession, command, options, cancellation);

        /// <summary>Stops a session.</summary>
        public Task<OcpiResult<CommandResponse>> StopSessionAsync(StopSession command, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.SendAsync(CommandType.StopSession, command, options, cancellation);

        /// <summary>Reserves an EVSE or a Location.</summary>
        public Task<OcpiResult<CommandResponse>> ReserveNowAsync(ReserveNow command, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.SendAsync(CommandType.ReserveNow, command, options, cancellation);

        /// <summary>Cancels a reservation.</summary>
        public Task<OcpiResult<CommandResponse>> CancelReservationAsync(CancelReservation command, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.SendAsync(CommandType.CancelReservation, command, options, cancellation);

        /// <summary>Unlocks a connector.</summary>
        public Task<OcpiResult<CommandResponse>> UnlockConnectorAsync(UnlockConnector command, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.SendAsync(CommandType.UnlockConnector, command, options, cancellation);

        private async Task<OcpiResult<CommandResponse>> SendAsync<T>(CommandType type, T command, CallOptions? options, CancellationToken cancellation) =>
            (await client.SendCommandAsync(type.Value, OcpiJson.Serialize(command), options, cancellation)).As<CommandResponse>();
    }
}
