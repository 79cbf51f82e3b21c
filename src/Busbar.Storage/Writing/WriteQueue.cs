using System.Threading.Channels;
using Busbar.Core.Objects;

namespace Busbar.Storage.Writing;

/// <summary>
/// Group commit: a thread that takes what has queued up and commits it as one. While it waits for the disk the next ones queue up, so that the
/// price of a commit is shared by as many as there are. Where a commit is quick and its callers are many, it waits for some of those that it knows of: they
/// are about to come, and one commit of twenty costs much less than ten of two. A caller that is alone waits for nobody. Nor does it take all who are there
/// while others are on their way: in turns, some are answered and read and judge what comes next while the others are committed.
/// </summary>
public sealed class WriteQueue : IDisposable
{
    private const int Capacity = 4096;

    // Milliseconds: no longer than a quick commit takes, and only when those who were there a moment ago do not come back.
    private const int LongestWait = 1;

    // Milliseconds: those who were just answered have more to write by then, or they have not.
    private const int Breath = 5;

    // Below that a commit's own price is more than what the others do meanwhile.
    private const int SmallestTurn = 8;

    // Synchronous continuations: whoever brings the first item wakes the thread itself, rather than have a thread of the pool do it.
    private readonly Channel<WriteItem> _queue = Channel.CreateBounded<WriteItem>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait, AllowSynchronousContinuations = true });

    private readonly int _largestBatch;
    private readonly int _turns;
    private readonly Action<List<WriteItem>> _commit;
    private readonly Action? _rest;
    private readonly ManualResetEventSlim _enough = new(initialState: false, spinCount: 0);
    private readonly Thread _thread;
    private int _wanted = int.MaxValue;

    // Those who were seen at the end of the last commit; as many as were seen of late; and whether that was all of them.
    private int _callers;
    private int _known;
    private bool _allWait = true;

    /// <param name="name">The thread's name.</param>
    /// <param name="largestBatch">How many writes may share a commit.</param>
    /// <param name="turns">In how many turns those who write are committed, while a commit is quicker than what they do between two.</param>
    /// <param name="commit">Commits a batch and tells every item what came of it; never throws.</param>
    /// <param name="rest">Is called when nothing has come for a moment; never throws.</param>
    public WriteQueue(string name, int largestBatch, int turns, Action<List<WriteItem>> commit, Action? rest = null)
    {
        _largestBatch = largestBatch;
        _turns = turns;
        _commit = commit;
        _rest = rest;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    public Task<T> WriteAsync<T>(Func<WriteContext, T> work, bool isolated, IReadOnlyList<ObjectWrite> objects, CancellationToken cancellation)
    {
        var item = new WriteItem<T>(work, isolated, objects, cancellation);
        if (cancellation.IsCancellationRequested || !_queue.Writer.TryWrite(item))
        {
            return WaitAsync(item, cancellation);
        }

        if (_queue.Reader.Count >= Volatile.Read(ref _wanted))
        {
            _enough.Set();
        }

        return item.Task;
    }

    private async Task<T> WaitAsync<T>(WriteItem<T> item, CancellationToken cancellation)
    {
        try
        {
            await _queue.Writer.WriteAsync(item, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(WriteQueue), "The store is closed.");
        }

        return await item.Task;
    }

    /// <summary>Takes no more writes, finishes those that are queued, and ends.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _thread.Join();
        _enough.Dispose();
    }

    private void Run()
    {
        var batch = new List<WriteItem>(_largestBatch);
        while (WaitForItems())
        {
            Gather(_callers / (_turns + 1));
            var most = Most();
            while (batch.Count < most && _queue.Reader.TryRead(out var item))
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
                _commit(batch);
                Count(batch.Count + _queue.Reader.Count);
                batch.Clear();
            }
        }
    }

    // When nobody is on the way, the commit is what all wait for, and the more share it the better.
    private int Most() => _allWait ? _largestBatch : Math.Clamp(_callers / _turns, SmallestTurn, _largestBatch);

    /// <summary>Those who were committed or wait now are known to write; others that were there lately may be on their way.</summary>
    private void Count(int seen)
    {
        _allWait = seen >= _known;
        _known = Math.Max(seen, _known - 1);
        _callers = seen;
    }

    private void Gather(int wanted)
    {
        if (_queue.Reader.Count >= wanted)
        {
            return;
        }

        _enough.Reset();
        Volatile.Write(ref _wanted, wanted);

        // Whoever came before that was said has told nobody.
        if (_queue.Reader.Count < wanted)
        {
            _enough.Wait(LongestWait);
        }

        Volatile.Write(ref _wanted, int.MaxValue);
    }

    private bool WaitForItems()
    {
        var waiting = _queue.Reader.WaitToReadAsync(CancellationToken.None);
        if (waiting.IsCompletedSuccessfully)
        {
            return waiting.Result;
        }

        var coming = waiting.AsTask();
        if (_rest is not null && !coming.Wait(Breath))
        {
            _rest();
        }

        return coming.GetAwaiter().GetResult();
    }
}
