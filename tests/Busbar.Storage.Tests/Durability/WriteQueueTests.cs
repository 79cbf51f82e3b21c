using System.Collections.Concurrent;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Tests.Durability;

/// <summary>Who shares a commit with whom.</summary>
public sealed class WriteQueueTests : IDisposable
{
    private const int Crowd = 16;

    private readonly ConcurrentQueue<int> _batches = new();
    private readonly SemaphoreSlim _mayCommit = new(0);
    private readonly SemaphoreSlim _rests = new(0);
    private readonly WriteQueue _queue;

    public WriteQueueTests() => _queue = new WriteQueue("writer under test", 256, turns: 3, Commit, () => _rests.Release());

    [Fact]
    public async Task Writes_that_come_during_a_commit_share_the_next_one()
    {
        var first = WriteAsync();
        Assert.True(SpinWait.SpinUntil(() => _batches.Count == 1, TimeSpan.FromSeconds(30)));
        var crowd = Enumerable.Range(0, Crowd).Select(_ => WriteAsync()).ToList();
        _mayCommit.Release(2);
        await Task.WhenAll([first, .. crowd]);
        Assert.Equal([1, Crowd], _batches);
    }

    [Fact]
    public async Task Write_that_comes_alone_after_a_crowd_is_committed_without_it()
    {
        await Writes_that_come_during_a_commit_share_the_next_one();
        _mayCommit.Release(2);
        await WriteAsync().WaitAsync(TestContext.Current.CancellationToken);
        await WriteAsync().WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal([1, Crowd, 1, 1], _batches);
    }

    [Fact]
    public async Task Crowd_of_which_some_are_on_their_way_is_committed_in_turns()
    {
        await Writes_that_come_during_a_commit_share_the_next_one();

        // One of those who were there comes back, and half of them during its commit.
        var first = WriteAsync();
        Assert.True(SpinWait.SpinUntil(() => _batches.Count == 3, TimeSpan.FromSeconds(30)));
        var half = Enumerable.Range(0, Crowd / 2 + 2).Select(_ => WriteAsync()).ToList();
        _mayCommit.Release(3);
        await Task.WhenAll([first, .. half]);
        Assert.Equal([1, Crowd, 1, 8, 2], _batches);
    }

    [Fact]
    public async Task After_a_write_that_nobody_follows_the_writer_rests()
    {
        await _rests.WaitAsync(TestContext.Current.CancellationToken); // nobody has come yet
        _mayCommit.Release();
        await WriteAsync().WaitAsync(TestContext.Current.CancellationToken);
        await _rests.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal([1], _batches);
    }

    [Fact]
    public async Task Write_after_the_end_is_refused()
    {
        _queue.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(WriteAsync);
    }

    public void Dispose()
    {
        _mayCommit.Release(Crowd);
        _queue.Dispose();
        _mayCommit.Dispose();
        _rests.Dispose();
    }

    private void Commit(List<WriteItem> batch)
    {
        _batches.Enqueue(batch.Count);
        _mayCommit.Wait();
        batch.ForEach(item => item.Complete());
    }

    private Task<int> WriteAsync() => _queue.WriteAsync(_ => 1, isolated: false, [], CancellationToken.None);
}
