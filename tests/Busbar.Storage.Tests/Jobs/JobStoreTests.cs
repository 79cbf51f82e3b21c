using Busbar.Core.Connections;
using Busbar.Core.Jobs;
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

    private Job Job(string subject) => new()
    {
        Id = Guid.CreateVersion7(), Kind = "reconcile", Connection = _connection, Subject = subject, CreatedAt = Noon, UpdatedAt = Noon, Request = "{}",
    };
}

public sealed class SqliteJobStoreTests : JobStoreTests<SqliteTestStore>;

public sealed class PostgreSqlJobStoreTests : JobStoreTests<PostgreSqlTestStore>;
