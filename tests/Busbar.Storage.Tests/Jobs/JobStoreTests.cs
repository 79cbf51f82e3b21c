using Busbar.Core.Connections;
using Busbar.Core.Erasure;
using Busbar.Core.Jobs;
using Busbar.Core.Nodes;
using Busbar.Storage.Sql;
using Busbar.Storage.Tests.Connections;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Jobs;

public abstract class JobStoreTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    private Guid _connection;

    protected TStore Store { get; } = new();

    private IJobStore Jobs => Store.Get<IJobStore>();

    public async ValueTask InitializeAsync()
    {
        var connection = TestConnections.New("partner");
        _connection = connection.Id;
        await Store.Get<IConnectionStore>().SaveAsync(connection, TokenChanges.None, Cancellation);
        await Store.HoldAsync(_connection);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Job_that_is_open_stands_in_the_way_of_a_second_one_and_a_closed_one_does_not()
    {
        var first = Job("locations");
        Assert.Equal(first, await Jobs.AddAsync(first, Cancellation));
        Assert.Equal(first.Id, (await Jobs.AddAsync(Job("locations"), Cancellation)).Id);
        var other = Job("tariffs");
        Assert.Equal(other.Id, (await Jobs.AddAsync(other, Cancellation)).Id);

        Assert.True(await Jobs.SaveAsync(first with { State = JobState.Done, Result = "{}" }, Cancellation));
        var second = Job("locations");
        Assert.Equal(second.Id, (await Jobs.AddAsync(second, Cancellation)).Id);
        Assert.Equal([second.Id, other.Id, first.Id], (await Jobs.ListAsync(new JobQuery { Kind = "reconcile", Connection = _connection }, Cancellation)).Select(job => job.Id));
        Assert.Equal([second.Id, other.Id], (await Jobs.ListAsync(new JobQuery { OpenOnly = true }, Cancellation)).Select(job => job.Id));
    }

    [Fact]
    public async Task Progress_outlives_a_restart_and_what_was_called_off_is_not_written_any_more()
    {
        var job = await Jobs.AddAsync(Job("cdrs"), Cancellation);
        Assert.True(await Jobs.SaveAsync(job with { State = JobState.Running, Progress = """{"at":7}""" }, Cancellation));
        await Store.RestartAsync();
        await Store.HoldAsync(_connection);
        var found = await Jobs.FindAsync(job.Id, Cancellation);
        Assert.Equal((JobState.Running, """{"at":7}"""), (found!.State, found.Progress));

        Assert.True(await Jobs.CancelAsync(job.Id, Cancellation));
        Assert.False(await Jobs.CancelAsync(job.Id, Cancellation));
        Assert.False(await Jobs.SaveAsync(found, Cancellation));
        Assert.Equal(JobState.Cancelled, (await Jobs.FindAsync(job.Id, Cancellation))!.State);
        Assert.Null(await Jobs.FindAsync(Guid.NewGuid(), Cancellation));
    }

    [Theory]
    [InlineData(JobState.Done)]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Cancelled)]
    public async Task Order_to_erase_a_driver_names_the_driver_only_as_long_as_it_is_open(JobState end)
    {
        await Store.Get<Leases>().TurnAsync([Work.Jobs], Cancellation);
        var order = Job("DE\nMSP\nTHE-UID") with { Kind = ErasureOrder.Kind, Connection = null, Request = """{"uid":"THE-UID"}""" };
        await Jobs.AddAsync(order, Cancellation);
        Assert.Equal(order.Id, (await Jobs.AddAsync(order with { Id = Guid.NewGuid() }, Cancellation)).Id);
        var running = order with { State = JobState.Running, Progress = """{"uids":["THE-UID"]}""" };
        Assert.True(await Jobs.SaveAsync(running, Cancellation));
        Assert.Equal("""{"uid":"THE-UID"}""", (await Jobs.FindAsync(order.Id, Cancellation))!.Request);

        Assert.True(end == JobState.Cancelled
            ? await Jobs.CancelAsync(order.Id, Cancellation)
            : await Jobs.SaveAsync(running with { State = end, Result = """{"erased":{"tokens":1}}""" }, Cancellation));
        var closed = (await Jobs.FindAsync(order.Id, Cancellation))!;
        Assert.Equal((end, "{}", "", null), (closed.State, closed.Request, closed.Subject, closed.Progress));
        Assert.Equal(end == JobState.Cancelled ? null : """{"erased":{"tokens":1}}""", closed.Result);
        await Store.CloseAsync();
        using var raw = Store.OpenRaw();
        Assert.Null(raw.Session.Open("SELECT claim FROM jobs WHERE claim IS NOT NULL").ReadFirst(row => row.Text(0)));
    }

    private Job Job(string subject) => new()
    {
        Id = Guid.CreateVersion7(), Kind = "reconcile", Connection = _connection, Subject = subject, CreatedAt = Noon, UpdatedAt = Noon, Request = "{}",
    };
}

public sealed class SqliteJobStoreTests : JobStoreTests<SqliteTestStore>;

public sealed class PostgreSqlJobStoreTests : JobStoreTests<PostgreSqlTestStore>;
