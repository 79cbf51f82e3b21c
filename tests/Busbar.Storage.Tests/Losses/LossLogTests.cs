using Busbar.Core.Connections;
using Busbar.Core.Losses;
using Busbar.Storage.Tests.Connections;
using Busbar.Storage.Tests.Stores;

namespace Busbar.Storage.Tests.Losses;

public abstract class LossLogTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    private readonly Connection _connection = TestConnections.New("partner");

    protected TStore Store { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ILossLog Log => Store.Get<ILossLog>();

    public async ValueTask InitializeAsync() => await Store.Get<IConnectionStore>().SaveAsync(_connection, TokenChanges.None, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Counts_add_up_outlive_a_restart_and_go_with_their_connection()
    {
        await Log.AddAsync([new(_connection.Id, "X-LOC-01", 3), new(_connection.Id, LossCount.Withheld, 1)], Cancellation);
        await Log.AddAsync([new(_connection.Id, "X-LOC-01", 4), new(Guid.NewGuid(), "X-LOC-01", 9)], Cancellation);
        await Store.RestartAsync();

        Assert.Equal([new LossCount(_connection.Id, LossCount.Withheld, 1), new LossCount(_connection.Id, "X-LOC-01", 7)], await Log.CountAsync(Cancellation));

        await Store.Get<IConnectionStore>().DeleteAsync(_connection.Id, Cancellation);
        Assert.Empty(await Log.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Counts_that_come_side_by_side_are_all_there()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => Log.AddAsync(
            number % 2 == 0
                ? [new(_connection.Id, "A", 1), new(_connection.Id, "B", 1)]
                : [new(_connection.Id, "B", 1), new(_connection.Id, "A", 1)],
            Cancellation))));

        Assert.Equal([new LossCount(_connection.Id, "A", 20), new LossCount(_connection.Id, "B", 20)], await Log.CountAsync(Cancellation));
    }
}

public sealed class SqliteLossLogTests : LossLogTests<SqliteTestStore>;

public sealed class PostgreSqlLossLogTests : LossLogTests<PostgreSqlTestStore>;
