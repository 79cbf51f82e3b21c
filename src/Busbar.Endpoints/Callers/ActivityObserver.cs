using Busbar.Core.Delivery;
using Busbar.Core.Hubs;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Endpoints.Callers;

/// <summary>Tells the delivery and the hub's watch that a partner was heard, and passes the exchange on to be recorded.</summary>
internal sealed class ActivityObserver(IExchangeObserver inner, IPartnerActivity activity, Reachability reachability) : IExchangeObserver
{
    public void Observe(ObservedExchange exchange)
    {
        if (exchange.Peer is ConnectionCaller { Connection.Id: var connection })
        {
            activity.Heard(connection);
            reachability.Heard(connection);
        }

        inner.Observe(exchange);
    }
}
