using Busbar.Admin.Contracts;
using Busbar.Admin.Queries;
using Busbar.Console.Words;

namespace Busbar.Console.Live;

/// <summary>Reads what the overview shows, once for all who watch it at the moment.</summary>
internal sealed class Board(IAdminQueries queries, TimeProvider clock) : IDisposable
{
    private const int Events = 160;
    private const int Rows = 14;
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(800);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Feed _feed = new(queries);

    /// <summary>What was read last; null before the first time.</summary>
    public BoardState? Latest { get; private set; }

    /// <summary>The present state, or one that is at most a moment old.</summary>
    public async Task<BoardState> ReadAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (Latest is not { } known || clock.GetUtcNow() - known.At >= Fresh)
            {
                Latest = await LoadAsync(cancellation);
            }

            return Latest;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<BoardState> LoadAsync(CancellationToken cancellation)
    {
        var status = await queries.StatusAsync(cancellation);
        var names = new Names(status.Connections);
        var refusals = (await queries.OpenRefusalsAsync(null, Rows, cancellation)).Items;
        var calls = (await queries.CallsAsync(Rows, cancellation)).Items;
        var events = await queries.RecentEventsAsync(Events, cancellation);
        var last = new Dictionary<Guid, ExchangeView>();
        foreach (var connection in status.Connections)
        {
            if ((await queries.ExchangesAsync(new() { Connection = connection.Id, Limit = 1 }, cancellation)).Items is [var newest])
            {
                last[connection.Id] = newest;
            }
        }

        return new BoardState
        {
            At = clock.GetUtcNow(),
            Status = status,
            Names = names,
            Feed = await _feed.WriteAsync(events, names, calls, refusals, cancellation),
            Exchanges = (await queries.ExchangesAsync(new() { Limit = Rows }, cancellation)).Items,
            Refusals = refusals,
            Calls = calls,
            LastExchanges = last,
            Minutes = queries.ExchangesPerMinute(),
        };
    }
}
