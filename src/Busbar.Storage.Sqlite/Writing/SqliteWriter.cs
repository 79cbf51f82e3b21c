using System.Diagnostics.CodeAnalysis;
using Busbar.Core.Objects;
using Busbar.Storage.Sqlite.Driver;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Sqlite.Writing;

/// <summary>The one writer: each batch of queued writes is one transaction, in which a write that throws does not harm the others.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int LargestBatch = 256;
    private const int Turns = 3;

    private readonly SqliteSession _session;
    private readonly WriteContext _context;
    private readonly StoreCondition _condition;
    private readonly TimeProvider _time;
    private readonly WriteQueue _queue;

    public SqliteWriter(SqliteSession session, WriteContext context, StoreCondition condition, TimeProvider time)
    {
        _session = session;
        _context = context;
        _condition = condition;
        _time = time;
        _queue = new WriteQueue("Busbar SQLite writer", LargestBatch, Turns, Commit);
    }

    public Task<T> WriteAsync<T>(Func<WriteContext, T> work, bool isolated, CancellationToken cancellation) =>
        _queue.WriteAsync(work, isolated, [], cancellation);

    /// <summary>Takes no more writes, finishes those that are queued, and ends.</summary>
    public void Dispose() => _queue.Dispose();

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

        _condition.Failed(told, _time.GetUtcNow());
        foreach (var item in batch)
        {
            item.Fail(told);
        }
    }
}
