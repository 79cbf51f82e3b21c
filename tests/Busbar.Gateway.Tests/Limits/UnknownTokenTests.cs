using Busbar.Core.Connections;
using Busbar.Gateway.Tests.Connections;
using Busbar.Gateway.Tests.Nodes;

namespace Busbar.Gateway.Tests.Limits;

/// <summary>Where processes share a database, a token that one does not know may be one that another issued a moment ago.</summary>
public sealed class UnknownTokenTests
{
    [Fact]
    public async Task A_flood_of_unknown_tokens_asks_the_database_one_question_at_a_time_and_never_an_old_one()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var store = new GatedConnections();
        using var directory = new ConnectionDirectory(store, new MemoryParties(), new MemoryNodes());
        await directory.RefreshAsync(cancellation);
        store.Asked = 0;

        store.Gate = new();
        var first = directory.RefreshIfStaleAsync(directory.Current, cancellation).AsTask();
        await store.Gate.Entered.Task;
        store.Revision = "2"; // too late for the one that is under way
        var flood = Enumerable.Range(0, 1000).Select(_ => directory.RefreshIfStaleAsync(directory.Current, cancellation).AsTask()).ToList();
        Assert.Equal(1, store.Asked);
        store.Gate.Open.SetResult();

        Assert.False(await first);
        Assert.All(await Task.WhenAll(flood), Assert.True);

        // The first, one for the whole flood, and the one that goes with reading everything anew, once.
        Assert.Equal((1, 3, 1), (store.Most, store.Asked, store.Loads));
    }

    [Fact]
    public async Task A_question_that_failed_is_asked_again()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var store = new GatedConnections();
        using var directory = new ConnectionDirectory(store, new MemoryParties(), new MemoryNodes());
        await directory.RefreshAsync(cancellation);

        store.FailNext = true;
        await Assert.ThrowsAsync<IOException>(() => directory.RefreshIfStaleAsync(directory.Current, cancellation).AsTask());
        Assert.False(await directory.RefreshIfStaleAsync(directory.Current, cancellation));
    }

    /// <summary>No connections; a revision that a test sets, and a gate in front of it.</summary>
    private sealed class GatedConnections : IConnectionStore
    {
        private int _inside;

        public string Revision { get; set; } = "1";

        public GateState? Gate { get; set; }

        public bool FailNext { get; set; }

        public int Asked { get; set; }

        public int Loads { get; private set; } = -1;

        public int Most { get; private set; }

        public Task<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellation)
        {
            Loads++;
            return Task.FromResult<IReadOnlyList<Connection>>([]);
        }

        public async Task<string> ReadRevisionAsync(CancellationToken cancellation)
        {
            if (FailNext)
            {
                FailNext = false;
                throw new IOException("The database is away.");
            }

            Asked++;
            Most = Math.Max(Most, Interlocked.Increment(ref _inside));
            var revision = Revision;
            if (Gate is { } gate)
            {
                gate.Entered.TrySetResult();
                await gate.Open.Task;
            }

            Interlocked.Decrement(ref _inside);
            return revision;
        }

        public Task<IReadOnlyList<IssuedToken>> ListIssuedTokensAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<IssuedToken>>([]);

        public Task<Connection?> FindAsync(Guid id, CancellationToken cancellation) => throw new NotSupportedException();

        public Task SaveAsync(Connection connection, TokenChanges tokens, CancellationToken cancellation) => throw new NotSupportedException();

        public Task DeleteAsync(Guid id, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<string?> ReadPartnerTokenAsync(Guid id, CancellationToken cancellation) => throw new NotSupportedException();
    }

    private sealed class GateState
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
