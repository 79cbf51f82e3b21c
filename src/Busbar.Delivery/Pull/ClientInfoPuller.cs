using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Hubs;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Pull;

/// <summary>Asks a hub for its whole list of clients. Whom it no longer lists is not valid any more.</summary>
internal sealed class ClientInfoPuller(HubReports reports, IChangeLog log)
{
    /// <summary>Whether the partner is a hub that has a list.</summary>
    public static bool IsOffered(Connection connection) =>
        connection.HubParty is not null && connection.EndpointFor(ModuleId.HubClientInfo, InterfaceRole.Sender) is not null;

    public async Task<ModulePull> PullAsync(OcpiClient client, Connection connection, CancellationToken cancellation)
    {
        var count = new PullCount(ModuleId.HubClientInfo, full: true, dateFrom: null);
        var listed = new HashSet<PartyId>();
        var loggedAtStart = await log.LastSequenceAsync(cancellation);
        await foreach (var page in client.GetPagesAsync(ModuleId.HubClientInfo, new ListQuery { Limit = connection.Profile.AskedPageSize }, null, cancellation))
        {
            count.Add(page);
            var results = new List<IntakeResult>(page.Objects.Count);
            foreach (var utf8 in page.Objects)
            {
                var result = await reports.TakeAsync(connection, client.Peer.Version, addressed: null, utf8, cancellation);
                results.Add(result);
                if (result.Key is { } key)
                {
                    listed.Add(key.Owner);
                }
            }

            count.Add(results);
            if (!page.Response.IsSuccess)
            {
                return count.Report(complete: false);
            }
        }

        count.Close();
        if (count.Doubt is { } doubt)
        {
            count.Note($"Nobody was taken off the list, because it is in doubt: {doubt}");
        }
        else
        {
            count.Removed = await reports.EndMissingAsync(connection.Id, listed, loggedAtStart, cancellation);
        }

        return count.Report(complete: true);
    }
}
