using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.HubClientInfo;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Ocpi.Client.HubClientInfo;

/// <summary>The HubClientInfo module (2.2 and later) with records.</summary>
public static class HubClientInfoExtension
{
    extension(OcpiClient client)
    {
        /// <summary>The parties behind a hub.</summary>
        public ModuleClient<ClientInfo> ClientInfos => new(client, ModuleId.HubClientInfo);

        /// <summary>PUT: a hub tells a connected party of another one.</summary>
        public Task<OcpiResponse> PutClientInfoAsync(ClientInfo info, CallOptions? options = null, CancellationToken cancellation = default)
        {
            if (client.Peer.Endpoint(ModuleId.HubClientInfo, InterfaceRole.Receiver) is not { } endpoint)
                return Task.FromResult(OcpiClient.NoEndpoint(ModuleId.HubClientInfo, InterfaceRole.Receiver));

            var url = OcpiUrl.Join(endpoint, info.CountryCode, info.PartyId);
            return client.SendAsync(HttpMethod.Put, url, ModuleId.HubClientInfo, OcpiJson.Serialize(info), options, cancellation);
        }

        /// <summary>GET: what a connected party keeps of another one.</summary>
        public async Task<OcpiResult<ClientInfo>> GetClientInfoAsync(PartyId party, CallOptions? options = null, CancellationToken cancellation = default)
        {
            var response = client.Peer.Endpoint(ModuleId.HubClientInfo, InterfaceRole.Receiver) is { } endpoint
                ? await client.SendAsync(HttpMethod.Get, OcpiUrl.Join(endpoint, party.CountryCode, party.Code), ModuleId.HubClientInfo, null, options, cancellation)
                : OcpiClient.NoEndpoint(ModuleId.HubClientInfo, InterfaceRole.Receiver);
            return response.As<ClientInfo>();
        }
    }
}
