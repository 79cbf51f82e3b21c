using System.Globalization;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Busbar.Core.Retention;
using Busbar.Core.Verdicts;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Tests.Connections;
using Busbar.Storage.Tests.Objects;
using Busbar.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Nodes;

/// <summary>Several processes on one PostgreSQL database, each a provider of its own: what one commits, all see, in one order.</summary>
public sealed class SeveralProcessesTests : IAsyncLifetime
{
    private const int Nodes = 3;

    private string _database = "";
    private readonly List<ServiceProvider> _nodes = [];

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        _database = PostgreSqlServer.Shared.CreateDatabase();
        _nodes.AddRange(await Task.WhenAll(Enumerable.Range(0, Nodes).Select(_ => Task.Run(() => Node.Open(_database), Cancellation))));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Nodes_that_start_at_once_on_an_empty_database_find_one_schema()
    {
        foreach (var node in _nodes)
        {
            Assert.Empty(await node.GetRequiredService<IConnectionStore>().ListAsync(Cancellation));
        }
    }

    [Fact]
    public async Task New_database_can_be_used_at_once_where_the_connection_string_names_several_servers()
    {
        var settings = PostgreSqlServer.Shared.CreateDatabase();
        var port = $"127.0.0.1:{PostgreSqlServer.Shared.Port}";
        await using var node = Node.Open(settings.Replace("Host=127.0.0.1", $"Host={port},{port};Target Session Attributes=primary", StringComparison.Ordinal));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async number => await node.GetRequiredService<IObjectStore>().PutAsync(Location($"{number}"), Document("x"))));

        Assert.Equal(20, await node.GetRequiredService<IObjectStore>().CountAsync(new PageQuery { Module = ModuleId.Locations, Limit = 1 }, Cancellation));
        Assert.NotNull(await node.GetRequiredService<IObjectStore>().FindAsync(Location("7"), Cancellation));
    }

    [Fact]
    public async Task Every_node_reads_the_same_log_without_gaps_while_all_of_them_write()
    {
        const int writes = 200;
        var writing = Task.WhenAll(_nodes.SelectMany((node, number) => Enumerable.Range(0, writes).Select(
            async write => await node.GetRequiredService<IObjectStore>().PutAsync(Location($"{number}-{write % 20}"), Document($"{write}")))));
        var logs = await Task.WhenAll(_nodes.Select(node => FollowAsync(node.GetRequiredService<IChangeLog>(), Nodes * writes)));
        await writing;

        Assert.All(logs, log => Assert.Equal(Enumerable.Range(1, Nodes * writes).Select(sequence => (long)sequence), log.Select(change => change.Sequence)));
        Assert.All(logs, log => Assert.Equal(logs[0], log));
    }

    [Fact]
    public async Task Party_that_one_node_learns_of_is_known_to_the_others()
    {
        var key = new ObjectKey(ModuleId.Locations, new PartyId("FR", "NEW"), "L1");
        await Objects(0).PutAsync(key, Document("x"));
        await SeenAsync(1, sequence: 1);
        Assert.NotNull(await Objects(1).FindAsync(key, Cancellation));
        await Objects(1).PutAsync(key, Document("y"));
        await Objects(2).PutAsync(new ObjectKey(ModuleId.Locations, new PartyId("FR", "NEW"), "L2"), Document("z"));

        await SeenAsync(0, sequence: 3);
        Assert.Equal(2, await Objects(0).CountAsync(new PageQuery { Module = ModuleId.Locations, Limit = 1 }, Cancellation));
    }

    [Fact]
    public async Task Party_that_owns_nothing_is_known_to_the_others_too_when_they_met_a_later_one_first()
    {
        // Both parties are new with one transaction, and the later one owns what the log tells.
        var (reader, owner) = (new PartyId("FR", "SEE"), new PartyId("FR", "NEW"));
        await Objects(0).WriteManyAsync(
            [Put(Location("L1"), Document("x", audience: reader)), Put(Location("L2", owner), Document("y"))], Cancellation);
        await SeenAsync(1, sequence: 2);

        var seen = new PageQuery { Module = ModuleId.Locations, Limit = 10, Grants = [new ObjectGrant(null, reader)] };
        Assert.Equal(["L1"], (await Objects(1).PageAsync(seen)).Ids);
        Assert.True((await Objects(1).PutAsync(Location("L3", reader), Document("z"))).Created);
    }

    [Fact]
    public async Task What_one_node_has_read_ends_when_another_writes_it()
    {
        await Objects(0).PutAsync(Location("L1"), Document("x"));
        await SeenAsync(1, sequence: 1);
        var watch = _nodes[1].GetRequiredService<IObjectWatch>();
        ObjectMoment? since;
        while ((since = watch.Now(ModuleId.Locations)) is null)
        {
            await Task.Delay(5, Cancellation);
        }

        await Objects(0).PutAsync(Location("L1"), Document("y"));
        await SeenAsync(1, sequence: 2);
        Assert.False(watch.IsUnchanged(ModuleId.Locations, since.Value, [Location("L1").GetHashCode()]));
    }

    [Fact]
    public async Task Decision_on_one_node_sees_what_another_wrote_a_moment_before()
    {
        var key = Location("shared");
        await Objects(0).PutAsync(key, Document("0"));
        await Task.WhenAll(Enumerable.Range(0, 60).Select(async number => await Objects(number % Nodes).WriteAsync(
            new ObjectWrite { Key = key, Source = null, Decide = current => Document($"{int.Parse(current!.ReadUtf8(), CultureInfo.InvariantCulture) + 1}") },
            Cancellation)));

        Assert.Equal("60", (await Objects(0).FindAsync(key, Cancellation))!.Text());
    }

    [Fact]
    public async Task Decision_to_keep_sees_what_another_node_wrote_the_moment_before()
    {
        // Each node knows the object from its own write; it may not have heard of the other's yet.
        var key = Location("shared");
        for (var turn = 0; turn < 60; turn++)
        {
            await Objects(turn % 2).PutAsync(key, Document($"{turn}", Noon.AddSeconds(turn)));
            var seen = DateTimeOffset.MinValue;
            await Objects((turn + 1) % 2).WriteAsync(
                new ObjectWrite
                {
                    Key = key,
                    Source = null,
                    Decide = current =>
                    {
                        seen = current!.Facts.LastUpdated;
                        return new ObjectDecision.Keep(KeepReason.Older);
                    },
                },
                Cancellation);
            Assert.Equal(Noon.AddSeconds(turn), seen);
        }
    }

    [Fact]
    public async Task Object_that_another_node_removed_for_good_is_created_anew()
    {
        var key = new ObjectKey(ModuleId.Sessions, Owner, "S1");
        await Objects(0).PutAsync(key, Document("x", Noon.AddDays(-30)));
        await Objects(0).PutAsync(new ObjectKey(ModuleId.Sessions, Owner, "S2"), Document("newest", Noon.AddDays(-30)));
        await _nodes[1].GetRequiredService<IVerdictStore>().SaveAsync([], long.MaxValue, Cancellation); // nobody needs the log any more
        var step = await _nodes[1].GetRequiredService<IRetentionStore>().RemoveAsync(RetainedKind.Sessions, Noon.AddDays(-1), 0, Cancellation);

        Assert.Equal(1, step.Removed);
        var written = await Objects(0).PutAsync(key, Document("y"));
        Assert.True(written.Created);
        Assert.Equal("y", (await Objects(1).FindAsync(key, Cancellation))!.Text());
    }

    [Fact]
    public async Task Write_of_an_object_whose_row_has_vanished_is_not_acknowledged()
    {
        await Objects(0).PutAsync(Location("L1"), Document("x"));
        await using (var source = NpgsqlDataSource.Create(_database))
        {
            await source.CreateCommand("DELETE FROM bodies; DELETE FROM objects").ExecuteNonQueryAsync(Cancellation);
        }

        // The process knows the row from its own write. Once it was told otherwise, it looks.
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Objects(0).PutAsync(Location("L1"), Document("y")));
        Assert.True((await Objects(0).PutAsync(Location("L1"), Document("z"))).Created);
        Assert.Equal("z", (await Objects(1).FindAsync(Location("L1"), Cancellation))!.Text());
    }

    [Fact]
    public async Task First_beat_whose_answer_was_lost_can_be_repeated()
    {
        var (nodes, node) = (_nodes[0].GetRequiredService<INodeStore>(), Guid.NewGuid());
        Assert.True(await nodes.BeatAsync(node, first: true, Cancellation));
        var before = (await nodes.ReadAsync(Cancellation)).Beats[node];
        Assert.True(await nodes.BeatAsync(node, first: true, Cancellation));
        Assert.True((await nodes.ReadAsync(Cancellation)).Beats[node] > before);
        await nodes.LeaveAsync(node, Cancellation);
    }

    [Fact]
    public async Task Cursor_is_moved_only_by_the_process_that_has_the_connection()
    {
        var connection = TestConnections.New("partner");
        await _nodes[0].GetRequiredService<IConnectionStore>().SaveAsync(connection, TokenChanges.None, Cancellation);
        var leases = _nodes.Select(node => node.GetRequiredService<Leases>()).ToList();
        for (var turn = 0; turn < 4; turn++)
        {
            foreach (var lease in leases)
            {
                await lease.TurnAsync([Work.Of(connection.Id)], Cancellation);
            }
        }

        var holder = Assert.Single(leases, lease => lease.Holds(Work.Of(connection.Id)));
        for (var node = 0; node < Nodes; node++)
        {
            var saving = _nodes[node].GetRequiredService<ICursorStore>().SaveAsync(connection.Id, new DeliveryCursor(node + 10), Cancellation).AsTask();
            if (leases[node] == holder)
            {
                await saving;
            }
            else
            {
                await Assert.ThrowsAsync<LeaseLostException>(() => saving);
            }
        }

        Assert.Equal(new DeliveryCursor(leases.IndexOf(holder) + 10), await _nodes[0].GetRequiredService<ICursorStore>().FindAsync(connection.Id, Cancellation));
    }

    [Fact]
    public async Task Name_that_one_process_holds_is_waited_for_by_the_others()
    {
        var locks = _nodes.Select(node => node.GetRequiredService<INodeStore>()).ToList();
        var inside = 0;
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async number =>
        {
            await using var held = await locks[number % Nodes].LockAsync("name", Cancellation);
            Assert.Equal(1, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        }));
    }

    private async Task SeenAsync(int node, long sequence)
    {
        var log = _nodes[node].GetRequiredService<IChangeLog>();
        while (await log.LastSequenceAsync(Cancellation) < sequence)
        {
            await log.WaitAsync(sequence - 1, Cancellation);
        }
    }

    private IObjectStore Objects(int node) => _nodes[node].GetRequiredService<IObjectStore>();

    private static async Task<List<Change>> FollowAsync(IChangeLog log, int count)
    {
        var read = new List<Change>();
        while (read.Count < count)
        {
            var step = await log.ReadAsync(read.Count == 0 ? 0 : read[^1].Sequence, 50, Cancellation);
            read.AddRange(step);
            if (step.Count == 0)
            {
                await log.WaitAsync(read.Count == 0 ? 0 : read[^1].Sequence, Cancellation);
            }
        }

        return read;
    }
}
