using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.PostgreSql.Writing;
using Busbar.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Nodes;

/// <summary>What processes on one PostgreSQL tell each other of their commits, and what they make of it when somebody did not come to tell.</summary>
public sealed class NoticeTests : IAsyncLifetime
{
    private readonly List<ServiceProvider> _nodes = [];
    private NpgsqlDataSource _source = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        var database = PostgreSqlServer.Shared.CreateDatabase();
        _source = NpgsqlDataSource.Create(database);
        for (var node = 0; node < 2; node++)
        {
            _nodes.Add(Node.Open(database));
        }

        await Objects(0).PutAsync(Location("L1"), Document("x"));
        await Objects(1).PutAsync(Location("L2"), Document("x"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        if (_source is not null)
        {
            await _source.DisposeAsync();
        }
    }

    [Fact]
    public async Task Notices_of_a_crowd_are_fewer_than_its_commits_and_cover_every_change()
    {
        const int callers = 32;
        const int writes = 40;
        var notices = new List<Notice>();
        await using var ear = await _source.OpenConnectionAsync(Cancellation);
        ear.Notification += (_, heard) => notices.Add(Notice.Read(heard.Payload));
        await using (var listen = new NpgsqlCommand($"LISTEN {ChangeListener.Channel}", ear))
        {
            await listen.ExecuteNonQueryAsync(Cancellation);
        }

        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(
            async () =>
            {
                for (var write = 0; write < writes; write++)
                {
                    await Objects(0).PutAsync(Location($"{caller}"), Document($"{write}"));
                }
            },
            Cancellation)));

        const long last = 2 + (callers * writes);
        while (notices.Count == 0 || notices[^1].Last < last)
        {
            await ear.WaitAsync(Cancellation);
        }

        await using var commits = _source.CreateCommand("SELECT count(DISTINCT xmin::text) FROM changes WHERE sequence > 2");
        Assert.InRange(notices.Count, 1, (long)(await commits.ExecuteScalarAsync(Cancellation))! - 1);
        Assert.Equal(3, notices[0].First);
        Assert.All(notices.Zip(notices.Skip(1)), pair => Assert.Equal(pair.First.Last + 1, pair.Second.First));
        Assert.Equal(last, notices[^1].Last);
        Assert.Contains(notices, notice => notice.Moved is { Count: 1 }); // locations appeared
    }

    [Fact]
    public async Task What_a_killed_process_did_not_tell_is_noticed_with_the_next_commit_of_another()
    {
        var (watch, since) = await MomentAsync();
        await AppendAsKilledProcessAsync();
        await Objects(1).PutAsync(Location("L2"), Document("y"));
        await ChangedAsync(watch, since);
    }

    [Fact]
    public async Task What_a_killed_process_did_not_tell_is_noticed_when_nobody_commits()
    {
        var (watch, since) = await MomentAsync();
        await AppendAsKilledProcessAsync();
        await ChangedAsync(watch, since);
    }

    /// <summary>A moment at which the first process hears the others, of a module that nobody writes to afterwards.</summary>
    private async Task<(IObjectWatch Watch, ObjectMoment Since)> MomentAsync()
    {
        var watch = _nodes[0].GetRequiredService<IObjectWatch>();
        while (watch.Now(ModuleId.Tokens) is null)
        {
            await Task.Delay(5, Cancellation);
        }

        await Objects(0).PutAsync(new ObjectKey(ModuleId.Tokens, Owner, "T1"), Document("x"));
        var since = watch.Now(ModuleId.Tokens)!.Value;
        Assert.True(watch.IsUnchanged(ModuleId.Tokens, since, []));
        return (watch, since);
    }

    /// <summary>A commit that nobody tells of: its process was killed right after it.</summary>
    private async Task AppendAsKilledProcessAsync()
    {
        await using var command = _source.CreateCommand("INSERT INTO changes (sequence, at, kind) SELECT sequence + 1, at, kind FROM changes WHERE sequence = 3");
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task ChangedAsync(IObjectWatch watch, ObjectMoment since)
    {
        while (watch.IsUnchanged(ModuleId.Tokens, since, []))
        {
            await Task.Delay(5, Cancellation);
        }
    }

    private IObjectStore Objects(int node) => _nodes[node].GetRequiredService<IObjectStore>();
}
