using Busbar.Admin.Queries;
using Busbar.Core.Exchanges;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Metrics;

/// <summary>Every exchange passes the message log, so there it is counted.</summary>
internal sealed class CountedExchangeLog(IExchangeLog inner, RequestCounters counters, ExchangePace pace) : IExchangeLog
{
    public long Dropped => inner.Dropped;

    public bool HasRoom() => inner.HasRoom();

    public void Record(Exchange exchange)
    {
        counters.Count(exchange);
        pace.Count(exchange.At, exchange.Failed);
        inner.Record(exchange);
    }

    public ValueTask<IReadOnlyList<Exchange>> ListAsync(ExchangeQuery query, CancellationToken cancellation) => inner.ListAsync(query, cancellation);

    public ValueTask<IReadOnlyList<Exchange>> ListLastAsync(ModuleId module, long ordinal, CancellationToken cancellation) => inner.ListLastAsync(module, ordinal, cancellation);

    public ValueTask<Exchange?> FindAsync(Guid id, CancellationToken cancellation) => inner.FindAsync(id, cancellation);
}
