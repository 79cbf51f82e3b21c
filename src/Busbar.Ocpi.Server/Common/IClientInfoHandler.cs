using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Server.Common;

/// <summary>Port: the receiver interface of HubClientInfo (2.2 and later), where a hub tells of the parties behind it.</summary>
public interface IClientInfoHandler
{
    /// <summary>GET {country_code}/{party_id}: what the hub told of the party last.</summary>
    ValueTask<OcpiReply> GetAsync(OcpiRequest request, PartyId party, CancellationToken cancellation);

    /// <summary>PUT {country_code}/{party_id}: the body is ClientInfo.</summary>
    ValueTask<OcpiReply> PutAsync(OcpiRequest request, PartyId party, CancellationToken cancellation);
}
