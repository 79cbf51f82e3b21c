using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Hubs;
using Busbar.Core.Routing;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Delivery.Push;

/// <summary>Works out from the agreements what a partner is sent.</summary>
internal sealed class PartnerViews(IAgreementStore agreements, HubRules rules, HubReports reports, TimeProvider time)
{
    public async ValueTask<PartnerView> OfAsync(Connection connection, CancellationToken cancellation)
    {
        var all = await agreements.ListAsync(cancellation);
        var now = time.GetUtcNow();
        DateTimeOffset? next = null;
        foreach (var agreement in all)
        {
            if (agreement.Since > now && (next is null || agreement.Since < next))
            {
                next = agreement.Since;
            }
        }

        return new PartnerView(connection, new Visibility(all, now), next, rules, await AwayAsync(connection, cancellation));
    }

    /// <summary>The parties behind a hub that it says are not connected: nothing is sent to them, nor kept for them; what holds when they are back is.</summary>
    private async ValueTask<HashSet<PartyId>> AwayAsync(Connection connection, CancellationToken cancellation)
    {
        var reported = connection.HubParty is null ? [] : await reports.ListAsync(connection.Id, cancellation);
        return [.. reported.Where(party => !party.IsConnected).Select(party => party.Party)];
    }
}
