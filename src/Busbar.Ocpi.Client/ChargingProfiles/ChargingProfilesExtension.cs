using System.Globalization;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.ChargingProfiles;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Ocpi.Client.ChargingProfiles;

/// <summary>The Charging profiles module (2.2 and later), in bytes and with records.</summary>
public static class ChargingProfilesExtension
{
    extension(OcpiClient client)
    {
        /// <summary>GET: asks an operator for the active charging profile of a session; data is ChargingProfileResponse, the profile comes to the response URL.</summary>
        /// <param name="sessionId">The session's id at the receiver.</param>
        /// <param name="duration">How much of the future the profile is to cover, in seconds.</param>
        /// <param name="responseUrl">Where the result is to be sent.</param>
        /// <param name="options">What this call does differently.</param>
        /// <param name="cancellation">Gives the call up.</param>
        public Task<OcpiResponse> GetChargingProfileAsync(
            string sessionId, int duration, Uri responseUrl, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.SendProfileAsync(
                HttpMethod.Get, InterfaceRole.Receiver, sessionId, null, options, cancellation,
                ("duration", duration.ToString(CultureInfo.InvariantCulture)), ("response_url", responseUrl.AbsoluteUri));

        /// <summary>PUT: sets a charging profile on a session; data is ChargingProfileResponse.</summary>
        public Task<OcpiResponse> SetChargingProfileAsync(
            string sessionId, ReadOnlyMemory<byte> body, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.SendProfileAsync(HttpMethod.Put, InterfaceRole.Receiver, sessionId, body, options, cancellation);

        /// <summary>DELETE: clears the charging profile that this sender set; data is ChargingProfileResponse.</summary>
        public Task<OcpiResponse> ClearChargingProfileAsync(
            string sessionId, Uri responseUrl, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.SendProfileAsync(HttpMethod.Delete, InterfaceRole.Receiver, sessionId, null, options, cancellation, ("response_url", responseUrl.AbsoluteUri));

        /// <summary>PUT of an ActiveChargingProfile at the partner's sender interface: tells it that the limits of a session changed.</summary>
        public Task<OcpiResponse> PutActiveChargingProfileAsync(
            string sessionId, ReadOnlyMemory<byte> profile, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.SendProfileAsync(HttpMethod.Put, InterfaceRole.Sender, sessionId, profile, options, cancellation);

        /// <summary>POST of a result to the response URL that came with the request, used as it is.</summary>
        /// <remarks>The URL must be on a host of the partner's (AMB-089), else nothing is sent.</remarks>
        public Task<OcpiResponse> PostProfileResultAsync(
            Uri responseUrl, ReadOnlyMemory<byte> result, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.Foreign(responseUrl) ?? client.SendAsync(HttpMethod.Post, responseUrl, ModuleId.ChargingProfiles, result, options, cancellation);

        /// <summary>Sets a charging profile on a session.</summary>
        public async Task<OcpiResult<ChargingProfileResponse>> SetChargingProfileAsync(
            string sessionId, SetChargingProfile request, CallOptions? options = null, CancellationToken cancellation = default) =>
            (await client.SetChargingProfileAsync(sessionId, OcpiJson.Serialize(request), options, cancellation)).As<ChargingProfileResponse>();

        /// <summary>Tells a partner that the limits of a session changed.</summary>
        public Task<OcpiResponse> PutActiveChargingProfileAsync(
            string sessionId, ActiveChargingProfile profile, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.PutActiveChargingProfileAsync(sessionId, OcpiJson.Serialize(profile), options, cancellation);

        private Task<OcpiResponse> SendProfileAsync(
            HttpMethod method, InterfaceRole side, string sessionId, ReadOnlyMemory<byte>? body, CallOptions? options, CancellationToken cancellation,
            params ReadOnlySpan<(string Name, string Value)> query)
        {
            if (client.Peer.Endpoint(ModuleId.ChargingProfiles, side) is not { } endpoint)
                return Task.FromResult(OcpiClient.NoEndpoint(ModuleId.ChargingProfiles, side));
            if (!OcpiUrl.CanBeSegment(sessionId))
                return Task.FromResult(OcpiClient.NoAddress);

            var url = OcpiUrl.WithSlash(OcpiUrl.Join(endpoint, sessionId), client.Peer.TrailingSlash);
            foreach (var (name, value) in query)
                url = OcpiUrl.WithQuery(url, name, value);
            return client.SendAsync(method, url, ModuleId.ChargingProfiles, body, options, cancellation);
        }
    }
}
