using Busbar.Core.Objects;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Objects;

public abstract class ChangeLogTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    protected TStore Store { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Changes_tell_what_happened_from_memory_and_from_the_database_alike()
    {
        var source = Guid.NewGuid();
        await Store.Objects.PutAsync(Location("1"), Document("1"), source);
        await Store.Objects.PutAsync(Location("1"), Document("2", part: new ObjectPart("E1")), source);
        await Store.Objects.PutAsync(Location("1"), new ObjectDecision.Delete(Noon));
        var sequence = await Store.Changes.AppendAsync(ChangeKind.RefusalChanged, source, """{"a":1}""", Cancellation);
        var fromMemory = await Store.Changes.ReadAsync(0, 10, Cancellation);
        await Store.RestartAsync();
        var fromDatabase = await Store.Changes.ReadAsync(0, 10, Cancellation);

        Assert.Equal(4, sequence);
        Assert.Equal(fromMemory, fromDatabase);
        Assert.Equal(
            [ChangeKind.ObjectStored, ChangeKind.ObjectStored, ChangeKind.ObjectDeleted, ChangeKind.RefusalChanged], fromDatabase.Select(change => change.Kind));
        Assert.Equal(new ObjectPart("E1"), fromDatabase[1].Part);
        Assert.Equal([source, source, null, source], fromDatabase.Select(change => change.Connection));
        Assert.Equal("""{"a":1}""", fromDatabase[3].Detail);
        Assert.Equal(
            [ChangeBefore.Nothing, new ChangeBefore(1, Alive: true, Published: true), new ChangeBefore(2, Alive: true, Published: true), null],
            fromDatabase.Select(change => change.Before));
    }

    [Fact]
    public async Task Read_is_limited_and_goes_on_after_a_sequence()
    {
        await Store.Objects.WriteManyAsync([.. Enumerable.Range(0, 10).Select(i => Put(Location($"{i}"), Document("x")))], Cancellation);

        Assert.Equal([4L, 5L, 6L], (await Store.Changes.ReadAsync(3, 3, Cancellation)).Select(change => change.Sequence));
        Assert.Equal([10L], (await Store.Changes.ReadAsync(9, 3, Cancellation)).Select(change => change.Sequence));
        Assert.Empty(await Store.Changes.ReadAsync(10, 3, Cancellation));
        Assert.Empty(await Store.Changes.ReadAsync(99, 3, Cancellation));
    }

    [Fact]
    public async Task Reader_far_behind_gets_old_changes_from_the_database_and_then_new_ones_without_gap()
    {
        for (var i = 0; i < 10; i++)
        {
            await Store.Objects.WriteManyAsync([.. Enumerable.Range(0, 1000).Select(j => Put(Location($"{j}"), Document($"{i}")))], Cancellation);
        }

        var read = new List<long>();
        while (true)
        {
            var changes = await Store.Changes.ReadAsync(read.LastOrDefault(), 700, Cancellation);
            if (changes.Count == 0)
            {
                break;
            }

            read.AddRange(changes.Select(change => change.Sequence));
        }

        Assert.Equal(Enumerable.Range(1, 10_000).Select(i => (long)i), read);
    }

    [Fact]
    public async Task Wait_completes_at_once_when_there_is_more_and_otherwise_with_the_next_commit()
    {
        await Store.Objects.PutAsync(Location("1"), Document("1"));
        await Store.Changes.WaitAsync(0, Cancellation);


        var waiting = Store.Changes.WaitAsync(1, Cancellation).AsTask();
        Assert.False(waiting.IsCompleted);
        await Store.Objects.PutAsync(Location("2"), Document("2"));
        await waiting;
        Assert.Single(await Store.Changes.ReadAsync(1, 10, Cancellation));
    }

    [Fact]
    public async Task Wait_ends_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        var waiting = Store.Changes.WaitAsync(0, source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Under_64_writers_a_reader_sees_no_gap_and_each_object_in_the_order_of_its_writes()
    {
        const int Writers = 64, Each = 60, Objects = 16;
        var stored = new System.Collections.Concurrent.ConcurrentDictionary<long, (string Id, int Version)>();
        var versions = new int[Objects];
        var reading = Task.Run(async () =>
        {
            var seen = new List<Change>();
            while (seen.Count < Writers * Each)
            {
                await Store.Changes.WaitAsync(seen.Count, Cancellation);
                seen.AddRange(await Store.Changes.ReadAsync(seen.Count, 100, Cancellation));
            }

            return seen;
        });
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                var number = ((writer * 7) + i) % Objects;
                var version = 0;
                var result = await Store.Objects.WriteAsync(
                    new ObjectWrite
                    {
                        Key = Location($"{number}"),
                        Source = null,
                        Decide = current =>
                        {
                            version = ++versions[number];
                            Assert.Equal(version == 1, current is null);
                            return Document($"{version}");
                        },
                    },
                    Cancellation);
                Assert.True(stored.TryAdd(result.Sequence, ($"{number}", version)));
            }
        })));
        var changes = await reading;

        Assert.Equal(Enumerable.Range(1, Writers * Each).Select(i => (long)i), changes.Select(change => change.Sequence));
        foreach (var ofOne in changes.GroupBy(change => change.Object!.Value.Id))
        {
            var order = ofOne.Select(change => stored[change.Sequence].Version).ToList();
            Assert.Equal(Enumerable.Range(1, order.Count), order);
            Assert.Equal($"{order.Count}", (await Store.Objects.FindAsync(Location(ofOne.Key), Cancellation))!.Text());
        }
    }

    [Fact]
    public async Task Object_changes_cannot_be_appended_without_their_object() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Store.Changes.AppendAsync(ChangeKind.ObjectStored, null, "{}", Cancellation));
}

public sealed class SqliteChangeLogTests : ChangeLogTests<SqliteTestStore>;

public sealed class PostgreSqlChangeLogTests : ChangeLogTests<PostgreSqlTestStore>;
