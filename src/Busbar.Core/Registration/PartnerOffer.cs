using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>Which sides of which modules a partner is offered in a version's details.</summary>
public sealed class PartnerOffer(GatewayFace face, PresentedParties presented)
{
    /// <summary>
    /// Both sides of everything that is switched on; in 2.1.1, which has no roles, what the other side of the market than the partner's offers. While nothing tells the partner's
    /// side there is nothing to offer but credentials: a registration will be refused with what the operator has to declare.
    /// </summary>
    public async Task<IReadOnlyList<OfferedEndpoint>> ForAsync(Connection partner, OcpiVersion version, CancellationToken cancellation)
    {
        if (version > OcpiVersion.V211)
        {
            return [.. face.OfferedTo(partner, version)];
        }

        var urls = partner.Endpoints.Select(endpoint => endpoint.Url).Concat(partner.VersionsUrl is { } versions ? [versions] : []);
        return PartnerSide.Tell(partner, [], urls, await presented.VisibleAsync(partner, cancellation)) is { } side
            ? [.. face.OfferedTo(partner, version).Where(offered => offered.Role == MarketSide.Offers(MarketSide.Opposite(side.Role), offered.Module))]
            : [];
    }
}
