using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Routing;

namespace Busbar.Delivery.Push;

/// <summary>Works out from the agreements what a partner is sent.</summary>
internal sealed class PartnerViews(IAgreementStore agreements, TimeProvider time)
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

        return new PartnerView(connection, new Visibility(all, now), next);
    }
}
