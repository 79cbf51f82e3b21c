using System.Collections.Concurrent;
using Busbar.Core.Exchanges;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>A message log that keeps everything in memory.</summary>
internal sealed class RecordedExchanges : IExchangeLog
{
    private readonly ConcurrentQueue<Exchange> _all = new();

    public long Dropped => 0;

    public IReadOnlyList<Exchange> All => [.. _all];

    /// <summary>Waits until an exchange has a note with this text: exchanges are recorded after they were answered.</summary>
    public async Task<Exchange> NotedAsync(string text)
    {
        for (var began = System.Diagnostics.Stopwatch.StartNew(); began.Elapsed < TimeSpan.FromMinutes(5);)
        {
            if (_all.FirstOrDefault(e => e.Notes.Any(n => n.Contains(text, StringComparison.Ordinal))) is { } exchange)
            {
                return exchange;
            }

            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"No exchange has a note with '{text}'. Notes: {string.Join(" | ", _all.SelectMany(e => e.Notes))}");
    }

    public void Record(Exchange exchange) => _all.Enqueue(exchange);

    public ValueTask<IReadOnlyList<Exchange>> ListAsync(ExchangeQuery query, CancellationToken cancellation) => new(All);

    public ValueTask<IReadOnlyList<Exchange>> ListLastAsync(ModuleId module, long ordinal, CancellationToken cancellation) =>
        new([.. _all.Where(e => e.Subject?.Module == module && e.Subject.Ordinal == ordinal).GroupBy(e => e.Connection).Select(g => g.Last())]);

    public ValueTask<Exchange?> FindAsync(Guid id, CancellationToken cancellation) => new(_all.FirstOrDefault(e => e.Id == id));
}
