using System.Diagnostics.CodeAnalysis;
using Busbar.Core.Objects;
using Busbar.Storage.Writing;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>
/// This process's writer. A batch of queued writes is one transaction: the objects that it is about are read, as far as they are not known here; the writes
/// decide; and one exchange with the server takes the turn to write, makes sure that no other process has written meanwhile, writes all rows and commits.
/// When another one has, and for a while afterwards, the turn is taken first. A write that fails makes the transaction begin anew without it.
/// </summary>
internal sealed class PostgreSqlWriter : IDisposable
{
    private const int LargestBatch = 512;
    private const int Turns = 2;

    // As many as share a commit have more to write.
    private const int Crowd = 8;

    private static readonly TimeSpan Rivalry = TimeSpan.FromSeconds(1);

    private readonly WritingSessions _sessions;
    private readonly StoreState _state;
    private readonly SharedTail _tail;
    private readonly TimeProvider _time;
    private readonly Telling _telling;
    private readonly WriteQueue _queue;
    private WriteTransaction? _transaction;
    private long? _overtaken;

    public PostgreSqlWriter(WritingSessions sessions, StoreState state, SharedTail tail, TimeProvider time)
    {
        _sessions = sessions;
        _state = state;
        _tail = tail;
        _time = time;
        _telling = new Telling(time);
        _queue = new WriteQueue("Busbar PostgreSQL writer", LargestBatch, Turns, Commit, Rest);
    }

    private bool HasRivals => _overtaken is { } at && _time.GetElapsedTime(at) < Rivalry;

    public Task<T> WriteAsync<T>(Func<WriteContext, T> work, IReadOnlyList<ObjectWrite> objects, CancellationToken cancellation) =>
        _queue.WriteAsync(work, isolated: true, objects, cancellation);

    /// <summary>Takes no more writes, finishes those that are queued, and ends.</summary>
    public void Dispose()
    {
        _queue.Dispose();
        Rest();
        _transaction?.Dispose();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Every exception reaches the callers; the writer must live on.")]
    private void Commit(List<WriteItem> batch)
    {
        var left = new List<WriteItem>(batch);
        var overtaken = false;
        while (left.Count > 0)
        {
            WriteItem? failed = null;
            try
            {
                if (overtaken)
                {
                    _overtaken = _time.GetTimestamp();
                    _transaction!.RollBack();
                }

                _transaction ??= new WriteTransaction(_sessions.Open(), _state, _tail, _telling, _time);
                Begin(left);
                failed = Execute(left, out var reason);
                if (failed is not null)
                {
                    _transaction.RollBack();
                    left.Remove(failed);
                    failed.Fail(reason!);
                    continue;
                }

                overtaken = !_transaction.TryCommit(moreToCome: left.Count >= Crowd && !HasRivals);
            }
            catch (OvertakenException)
            {
                overtaken = true;
            }
            catch (Exception failure)
            {
                GiveUp(failure, left);
                return;
            }

            if (!overtaken)
            {
                left.ForEach(item => item.Complete());
                if (_telling.IsOverdue)
                {
                    // What followed changed nothing, and so told nothing.
                    Rest();
                }

                return;
            }
        }
    }

    /// <summary>Nothing comes: what others were not told yet, because more was to come, is told now.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The store's condition tells of the failure; the writer must live on.")]
    private void Rest()
    {
        try
        {
            _transaction?.Tell();
        }
        catch (Exception failure)
        {
            GiveUp(failure, []);
        }
    }

    /// <summary>Takes the turn first when others write too, or when the batch needs it anyway: only what writes nothing but objects can do without.</summary>
    private void Begin(List<WriteItem> batch)
    {
        if (!HasRivals && batch.TrueForAll(item => item.Objects.Count > 0))
        {
            _transaction!.Begin(batch);
        }
        else if (_transaction!.BeginInTurn(batch))
        {
            _overtaken = _time.GetTimestamp();
        }
    }

    /// <summary>Runs the batch; returns the item after whose failure the transaction cannot go on.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "What one write throws is its caller's; the rest of the batch goes on.")]
    private WriteItem? Execute(List<WriteItem> batch, out Exception? reason)
    {
        foreach (var item in batch)
        {
            var mark = _transaction!.Mark();
            try
            {
                item.Execute(_transaction.Context);
            }
            catch (Exception exception) when (exception is not (StoreUnavailableException or OvertakenException))
            {
                if (!_transaction.TryReturnTo(mark))
                {
                    reason = exception;
                    return item;
                }

                item.Reject(exception);
            }
        }

        reason = null;
        return null;
    }

    // Whether a commit whose answer was lost was carried out nobody can say; the callers are told that it failed, and repeat it.
    private void GiveUp(Exception failure, List<WriteItem> batch)
    {
        var told = failure as StoreUnavailableException
            ?? new StoreUnavailableException("The transaction that this write shared with others failed; nothing of it was kept.", failure);
        _state.Condition.Failed(told, _time.GetUtcNow());

        _telling.Lost();

        // If it was carried out, the listener took the news of it for what is known here.
        _tail.MembershipUnknown();
        _transaction?.Abandon();
        _transaction = null;
        foreach (var item in batch)
        {
            item.Fail(told);
        }
    }
}
