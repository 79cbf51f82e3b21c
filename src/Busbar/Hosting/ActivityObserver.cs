using Busbar.Core.Delivery;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Hosting;

/// <summary>Tells the delivery that a partner was heard, and passes the exchange on to be recorded.</summary>
internal sealed class ActivityObserver(IExchangeObserver inner, IPartnerActivity activity, Func<object?, Guid?> connectionOf) : IExchangeObserver
{
    public void Observe(ObservedExchange exchange)
    {
        if (connectionOf(exchange.Peer) is { } connection)
        {
            activity.Heard(connection);
        }

        inner.Observe(exchange);
    }
}
