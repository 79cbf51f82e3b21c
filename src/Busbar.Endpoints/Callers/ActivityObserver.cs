using Busbar.Core.Delivery;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Endpoints.Callers;

/// <summary>Tells the delivery that a partner was heard, and passes the exchange on to be recorded.</summary>
internal sealed class ActivityObserver(IExchangeObserver inner, IPartnerActivity activity) : IExchangeObserver
{
    public void Observe(ObservedExchange exchange)
    {
        if (exchange.Peer is ConnectionCaller { Connection.Id: var connection })
        {
            activity.Heard(connection);
        }

        inner.Observe(exchange);
    }
}
