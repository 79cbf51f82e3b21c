using Busbar.Core.Hubs;
using Busbar.Core.Objects;
using Busbar.Endpoints.Callers;
using Busbar.Endpoints.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Endpoints.Hubs;

/// <summary>The receiver interface of HubClientInfo: a hub tells of the parties behind it, and reads back what it told.</summary>
public sealed class ClientInfoHandler(HubReports reports, IObjectStore objects) : IClientInfoHandler
{
    /// <summary>A party may have several roles and its URL names none: the one that was told of last is given, operators' and providers' before others.</summary>
    public async ValueTask<OcpiReply> GetAsync(OcpiRequest request, PartyId party, CancellationToken cancellation)
    {
        var told = await HubReports.FindAsync(objects, ConnectionCaller.Of(request).Connection.Id, party, cancellation);
        var info = told?.Infos.OrderByDescending(entry => entry.Role == Role.Cpo || entry.Role == Role.Emsp).ThenByDescending(entry => entry.LastUpdated).FirstOrDefault();
        return info is null ? Answers.NotFound(ModuleId.HubClientInfo) : OcpiReply.Ok(OcpiJson.Serialize(info));
    }

    public async ValueTask<OcpiReply> PutAsync(OcpiRequest request, PartyId party, CancellationToken cancellation)
    {
        var result = await reports.TakeAsync(ConnectionCaller.Of(request).Connection, request.Version!.Value, party, request.Body, CancellationToken.None);
        return Answers.To(request, ModuleId.HubClientInfo, result);
    }
}
