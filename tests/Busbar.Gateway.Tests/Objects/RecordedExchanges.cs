using System.Collections.Concurrent;
using Busbar.Core.Exchanges;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>A message log that keeps everything in memory.</summary>
internal sealed class RecordedExchanges : IExchangeLog
{
    private readonly ConcurrentQueue<Exchange> _all = new();

    public long Dropped => 0;

    public IReadOnlyList<Exchange> All => [.. _all];

    public Exchange Last => _all.Last();

    public void Record(Exchange exchange) => _all.Enqueue(exchange);

    public ValueTask<IReadOnlyList<Exchange>> ListAsync(ExchangeQuery query, CancellationToken cancellation) => new(All);

    public ValueTask<Exchange?> FindAsync(Guid id, CancellationToken cancellation) => new(_all.FirstOrDefault(e => e.Id == id));
}
