using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Busbar.Core.Objects;
using Busbar.Storage.Sqlite.Driver;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Sqlite.Writing;

/// <summary>
/// The one writer: a thread that takes what has queued up, runs it in one transaction, commits, and then tells the callers. While it waits for the
/// disk the next ones queue up, so that the price of a commit is shared by as many as there are.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int LargestBatch = 256;
    private const int QueueCapacity = 4096;

    private readonly Channel<WriteItem> _queue = Channel.CreateBounded<WriteItem>(
        new BoundedChannelOptions(QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly SqliteSession _session;
    private readonly WriteContext _context;
    private readonly Thread _thread;

    public SqliteWriter(SqliteSession session, WriteContext context)
    {
        _session = session;
        _context = context;
        _thread = new Thread(Run) { IsBackground = true, Name = "Busbar SQLite writer" };
        _thread.Start();
    }

    public async Task<T> WriteAsync<T>(Func<WriteContext, T> work, bool isolated, CancellationToken cancellation)
    {
        var item = new WriteItem<T>(work, isolated, cancellation);
        try
        {
            await _queue.Writer.WriteAsync(item, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteWriter), "The store is closed.");
        }

        return await item.Task;
    }

    /// <summary>Takes no more writes, finishes those that are queued, and ends.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _thread.Join();
    }

    private void Run()
    {
        var batch = new List<WriteItem>(LargestBatch);
        while (WaitForItems())
        {
            while (batch.Count < LargestBatch && _queue.Reader.TryRead(out var item))
            {
                if (item.Cancellation.IsCancellationRequested)
                {
                    item.Cancel();
                }
                else
                {
                    batch.Add(item);
                }
            }

            if (batch.Count > 0)
            {
                Commit(batch);
                batch.Clear();
            }
        }
    }

    private bool WaitForItems()
    {
        var waiting = _queue.Reader.WaitToReadAsync(CancellationToken.None);
        return waiting.IsCompletedSuccessfully ? waiting.Result : waiting.AsTask().GetAwaiter().GetResult();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Every exception reaches the callers; the writer must live on.")]
    private void Commit(List<WriteItem> batch)
    {
        try
        {
            _session.Open("BEGIN IMMEDIATE").Run();
            _context.Begin();
            foreach (var item in batch)
            {
                Execute(item);
            }

            _session.Open("COMMIT").Run();
        }
        catch (Exception failure)
        {
            RollBack(failure, batch);
            return;
        }

        _context.Committed();
        foreach (var item in batch)
        {
            item.Complete();
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "What one write throws is its caller's; the rest of the batch goes on.")]
    private void Execute(WriteItem item)
    {
        var mark = _context.Position;
        var written = _session.RowsWritten;
        if (item.Isolated)
        {
            _session.Open("SAVEPOINT item").Run();
        }

        try
        {
            item.Execute(_context);
        }
        catch (Exception exception) when (exception is not StoreUnavailableException && _session.InTransaction && (item.Isolated || _session.RowsWritten == written))
        {
            if (item.Isolated)
            {
                _session.Open("ROLLBACK TO item").Run();
                _context.ReturnTo(mark);
            }

            item.Reject(exception);
        }

        if (item.Isolated)
        {
            _session.Open("RELEASE item").Run();
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A rollback that fails changes nothing for the callers: they are told of the failure.")]
    private void RollBack(Exception failure, List<WriteItem> batch)
    {
        _context.RolledBack();
        var told = failure as StoreUnavailableException
            ?? new StoreUnavailableException("The transaction that this write shared with others failed; nothing of it was kept.", failure);
        try
        {
            if (_session.InTransaction)
            {
                _session.Open("ROLLBACK").Run();
            }
        }
        catch (Exception second)
        {
            told = new StoreUnavailableException("The transaction failed, and rolling it back too; the next one begins anew.", new AggregateException(failure, second));
        }

        foreach (var item in batch)
        {
            item.Fail(told);
        }
    }
}
