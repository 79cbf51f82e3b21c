using System.Threading.Channels;
using Busbar.Core.Exchanges;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Rows;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;
using Microsoft.Extensions.Logging;

namespace Busbar.Storage.Exchanges;

/// <summary>
/// The message log. Recording hands the exchange to a short queue; a background loop saves what has queued up, one batch at a time, so that it takes
/// at most one place in each of the writer's transactions.
/// </summary>
internal sealed class ExchangeLog : IExchangeLog, IAsyncDisposable, IDisposable
{
    private const int BatchSize = 256;
    private const int TrimEvery = 1024;

    private readonly IDatabase _database;
    private readonly ExchangeLogOptions _options;
    private readonly ILogger<ExchangeLog> _logger;
    private readonly Channel<Exchange> _queue;
    private readonly Quota _strangers;
    private readonly Quota _successes;
    private readonly Task _loop;
    private long _dropped;

    public ExchangeLog(IDatabase database, ExchangeLogOptions options, ILogger<ExchangeLog> logger)
    {
        _database = database;
        _options = options;
        _logger = logger;
        _queue = Channel.CreateBounded<Exchange>(
            new BoundedChannelOptions(options.Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest },
            _ => Interlocked.Increment(ref _dropped));
        _strangers = new Quota(options.StrangersPerMinute, TimeSpan.FromMinutes(1), database.Time);
        _successes = new Quota(options.SuccessesInTenSeconds, TimeSpan.FromSeconds(10), database.Time);
        _loop = Task.Run(SaveAsync);
    }

    public long Dropped => Interlocked.Read(ref _dropped);

    public bool HasRoom() => _successes.TryTake();

    public void Record(Exchange exchange)
    {
        if (exchange.CountOnly || (exchange.Connection is null && !_strangers.TryTake()) || !_queue.Writer.TryWrite(exchange))
        {
            // A flood of successes or of strangers, or the log is closing.
            Interlocked.Increment(ref _dropped);
        }
    }

    public ValueTask<IReadOnlyList<Exchange>> ListAsync(ExchangeQuery query, CancellationToken cancellation) =>
        new(_database.ReadAsync<IReadOnlyList<Exchange>>(session => ExchangeRows.List(session, query), cancellation));

    public ValueTask<IReadOnlyList<Exchange>> ListLastAsync(ModuleId module, long ordinal, CancellationToken cancellation) =>
        new(_database.ReadAsync<IReadOnlyList<Exchange>>(
            session => _database.State.Modules.TryNumber(module, out var number) ? ExchangeRows.ListLast(session, module, ordinal, ObjectId.Of(number, ordinal)) : [],
            cancellation));

    public ValueTask<Exchange?> FindAsync(Guid id, CancellationToken cancellation) =>
        new(_database.ReadAsync(session => session.Open($"{ExchangeRows.Select} WHERE id = ?").Bind(id).ReadFirst(ExchangeRows.Map), cancellation));

    /// <summary>Saves what is queued, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task SaveAsync()
    {
        var untrimmed = TrimEvery;
        var batch = new List<Exchange>(BatchSize);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < BatchSize && _queue.Reader.TryRead(out var exchange))
            {
                batch.Add(exchange);
            }

            untrimmed += batch.Count;
            if (await TrySaveAsync(batch) && untrimmed >= TrimEvery && await TryTrimAsync())
            {
                untrimmed = 0;
            }

            batch.Clear();
        }
    }

    private long? Subject(Exchange exchange) =>
        exchange.Subject is { } about && _database.State.Modules.TryNumber(about.Module, out var module) ? ObjectId.Of(module, about.Ordinal) : null;

    private async Task<bool> TrySaveAsync(List<Exchange> batch)
    {
        try
        {
            return await _database.WriteAsideAsync(
                session =>
                {
                    ExchangeRows.Insert(session, batch.ConvertAll(exchange => (exchange, Subject(exchange))));
                    return true;
                },
                CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The log of messages must never hold up the messages, nor end over one of them: what could not be saved counts as dropped.
            Interlocked.Add(ref _dropped, batch.Count);
            _logger.LogWarning(exception, "{Count} exchanges could not be saved to the message log", batch.Count);
            return false;
        }
    }

    // In turn, because several processes would remove the same rows.
    private async Task<bool> TryTrimAsync()
    {
        try
        {
            return await _database.WriteIsolatedAsync(
                context =>
                {
                    ExchangeRows.Trim(context.Sql, _options, context.Now);
                    return true;
                },
                CancellationToken.None);
        }
        catch (Exception exception)
        {
            _logger.LogWarning(exception, "What is too old or too much could not be removed from the message log");
            return false;
        }
    }
}
