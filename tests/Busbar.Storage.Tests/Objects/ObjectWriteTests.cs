using System.Globalization;
using System.Text;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Objects;

public abstract class ObjectWriteTests<TStore> : IAsyncLifetime
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
    public async Task Write_new_object_is_found_with_all_its_facts()
    {
        var source = Guid.NewGuid();
        var document = Document("""{"id":"LOC1"}""", Noon, Other, published: false, version: OcpiVersion.V230);
        var result = await Store.Objects.PutAsync(Location("LOC1"), document, source);
        var found = await Store.Objects.FindAsync(Location("LOC1"), Cancellation);

        Assert.True(result.Created);
        Assert.Equal(1, result.Sequence);
        Assert.NotNull(found);
        Assert.Equal("""{"id":"LOC1"}""", found.Text());
        Assert.Equal(document.Facts, found.Facts);
        Assert.Equal(OcpiVersion.V230, found.Version);
        Assert.Equal(source, found.Source);
        Assert.Equal(1, found.Sequence);
        Assert.Equal(1, found.Ordinal);
        Assert.False(found.Deleted);
    }

    [Fact]
    public async Task Write_same_key_in_other_case_replaces_the_object_and_keeps_its_place()
    {
        await Store.Objects.PutAsync(Location("Loc-a"), Document("1"));
        await Store.Objects.PutAsync(Location("LOC-B"), Document("2"));
        var result = await Store.Objects.PutAsync(Location("LOC-A", new PartyId("nl", "tnm")), Document("3"));
        var found = await Store.Objects.FindAsync(Location("lOC-a"), Cancellation);

        Assert.False(result.Created);
        Assert.Equal("3", found!.Text());
        Assert.Equal(1, found!.Ordinal);
        Assert.Equal(3, found.Sequence);
        Assert.Equal(2, await Store.Objects.CountAsync(new PageQuery { Module = ModuleId.Locations, Limit = 1 }, Cancellation));
    }

    [Fact]
    public async Task Write_of_another_owner_or_module_is_another_object()
    {
        await Store.Objects.PutAsync(Location("1"), Document("mine"));
        await Store.Objects.PutAsync(Location("1", Other), Document("theirs"));
        await Store.Objects.PutAsync(new ObjectKey(ModuleId.Tariffs, Owner, "1"), Document("tariff"));
        var found = await Store.Objects.FindByIdAsync(ModuleId.Locations, "1", Cancellation);

        Assert.Equal(["mine", "theirs"], found.Select(TestObjects.Text));
        Assert.Equal("tariff", (await Store.Objects.FindAsync(new ObjectKey(ModuleId.Tariffs, Owner, "1"), Cancellation))!.Text());
    }

    [Fact]
    public async Task Decide_sees_nothing_for_a_new_object_and_the_stored_state_after()
    {
        ICurrentObject? first = null;
        await Store.Objects.WriteAsync(
            new ObjectWrite { Key = Location("1"), Source = null, Decide = current => { first = current; return Document("one", Noon, Other); } }, Cancellation);
        string? seen = null;
        DateTimeOffset updated = default;
        PartyId? audience = null;
        long sequence = 0;
        await Store.Objects.WriteAsync(
            new ObjectWrite
            {
                Key = Location("1"),
                Source = null,
                Decide = current =>
                {
                    seen = System.Text.Encoding.UTF8.GetString(current!.ReadUtf8());
                    updated = current.Facts.LastUpdated;
                    audience = current.Facts.Audience;
                    sequence = current.Sequence;
                    return Document(seen + " two");
                },
            },
            Cancellation);

        Assert.Null(first);
        Assert.Equal("one", seen);
        Assert.Equal(Noon, updated);
        Assert.Equal(Other, audience);
        Assert.Equal(1, sequence);
        Assert.Equal("one two", (await Store.Objects.FindAsync(Location("1"), Cancellation))!.Text());
    }

    [Fact]
    public async Task Keep_writes_nothing_and_appends_nothing()
    {
        await Store.Objects.PutAsync(Location("1"), Document("1"));
        var result = await Store.Objects.PutAsync(Location("1"), new ObjectDecision.Keep(KeepReason.Older));
        var missing = await Store.Objects.PutAsync(Location("2"), new ObjectDecision.Keep(KeepReason.NotFound));

        Assert.Equal(0, result.Sequence);
        Assert.Equal(KeepReason.Older, Assert.IsType<ObjectDecision.Keep>(result.Decision).Reason);
        Assert.Equal(0, missing.Sequence);
        Assert.Equal(1, await Store.Changes.LastSequenceAsync(Cancellation));
        Assert.Null(await Store.Objects.FindAsync(Location("2"), Cancellation));
    }

    [Fact]
    public async Task Delete_keeps_the_last_state_and_a_later_store_brings_the_object_back()
    {
        await Store.Objects.PutAsync(Location("1"), Document("last"));
        var later = Noon.AddMinutes(1);
        var deleted = await Store.Objects.PutAsync(Location("1"), new ObjectDecision.Delete(later));
        var found = await Store.Objects.FindAsync(Location("1"), Cancellation);

        Assert.False(deleted.Created);
        Assert.True(found!.Deleted);
        Assert.Equal("last", found.Text());
        Assert.Equal(later, found.Facts.LastUpdated);
        Assert.Equal(2, found.Sequence);

        var again = await Store.Objects.PutAsync(Location("1"), Document("back", Noon.AddMinutes(2)));
        found = await Store.Objects.FindAsync(Location("1"), Cancellation);
        Assert.True(again.Created);
        Assert.False(found!.Deleted);
        Assert.Equal("back", found.Text());
        Assert.Equal(1, found.Ordinal);
    }

    [Fact]
    public async Task Delete_of_an_object_that_never_existed_fails_alone()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Objects.PutAsync(Location("1"), new ObjectDecision.Delete(Noon)));
        Assert.Equal(0, await Store.Changes.LastSequenceAsync(Cancellation));
    }

    [Fact]
    public async Task Decide_that_throws_fails_its_own_write_and_no_other()
    {
        var writes = Enumerable.Range(0, 200).Select(async i =>
        {
            var write = i % 10 == 0
                ? new ObjectWrite { Key = Location($"bad{i}"), Source = null, Decide = _ => throw new FormatException("no") }
                : Put(Location($"good{i}"), Document($"{i}"));
            await Store.Objects.WriteAsync(write, Cancellation);
        }).ToList();
        var outcomes = await Task.WhenAll(writes.Select(task => task.ContinueWith(done => done.Exception?.InnerException, TaskScheduler.Default)));

        Assert.Equal(20, outcomes.Count(exception => exception is FormatException));
        Assert.Equal(180, outcomes.Count(exception => exception is null));
        Assert.Equal(180, await Store.Objects.CountAsync(new PageQuery { Module = ModuleId.Locations, Limit = 1 }, Cancellation));
        Assert.Equal(180, await Store.Changes.LastSequenceAsync(Cancellation));
    }

    [Fact]
    public async Task WriteMany_decides_each_in_order_within_one_transaction()
    {
        var results = await Store.Objects.WriteManyAsync(
            [Put(Location("1"), Document("a")), Put(Location("2"), new ObjectDecision.Keep(KeepReason.Same)), Put(Location("1"), Document("b"))], Cancellation);

        Assert.Equal([1L, 0L, 2L], results.Select(result => result.Sequence));
        Assert.Equal([true, false, false], results.Select(result => result.Created));
        Assert.Equal("b", (await Store.Objects.FindAsync(Location("1"), Cancellation))!.Text());
    }

    [Fact]
    public async Task Objects_written_at_once_are_all_kept_when_those_who_may_see_them_were_never_heard_of()
    {
        // Learning of a party goes to the database in the middle of what is kept back until the commit.
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
            Store.Objects.PutAsync(Location($"{i}", i % 7 == 0 ? new PartyId("FR", $"O{i:00}") : Owner), Document($"{i}", audience: i % 3 == 0 ? new PartyId("BE", $"A{i:00}") : Other))));
        await Store.Objects.WriteManyAsync(
            [.. Enumerable.Range(60, 9).Select(i => Put(Location($"{i}"), Document($"{i}", audience: new PartyId("BE", $"A{i / 2:00}"))))], Cancellation);

        Assert.Equal(69, await Store.Objects.CountAsync(new PageQuery { Module = ModuleId.Locations, Limit = 1 }, Cancellation));
        for (var i = 0; i < 69; i++)
        {
            var found = Assert.Single(await Store.Objects.FindByIdAsync(ModuleId.Locations, $"{i}", Cancellation));
            Assert.Equal($"{i}", found.Text());
            Assert.Equal(i < 60 ? (i % 3 == 0 ? $"A{i:00}" : Other.Code) : $"A{i / 2:00}", found.Facts.Audience!.Value.Code);
        }

        var changes = await Store.Changes.ReadAsync(0, 100, Cancellation);
        Assert.Equal(69, changes.Select(change => change.Object).Distinct().Count());
    }

    [Fact]
    public async Task WriteMany_with_one_that_throws_writes_none_and_leaves_no_gap()
    {
        await Assert.ThrowsAsync<FormatException>(async () => await Store.Objects.WriteManyAsync(
            [
                Put(Location("1", new PartyId("FR", "NEW")), Document("a")),
                new ObjectWrite { Key = Location("2"), Source = null, Decide = _ => throw new FormatException("no") },
            ],
            Cancellation));
        var next = await Store.Objects.PutAsync(Location("3", new PartyId("BE", "NEW")), Document("c"));

        Assert.Equal(1, next.Sequence);
        Assert.Null(await Store.Objects.FindAsync(Location("1", new PartyId("FR", "NEW")), Cancellation));
        Assert.Equal(new PartyId("BE", "NEW"), (await Store.Objects.FindByIdAsync(ModuleId.Locations, "3", Cancellation)).Single().Key.Owner);
    }

    [Fact]
    public async Task Decide_sees_what_was_committed_last_whatever_was_undone_beside_it()
    {
        // Each write counts one further on two of five objects, and one in three throws after it has counted on the first.
        var torn = 0;
        ObjectWrite Count(int number, bool fail) => new()
        {
            Key = Location($"{number % 5}"),
            Source = null,
            Decide = current =>
            {
                var utf8 = current?.ReadUtf8() ?? "0"u8.ToArray();
                torn += current is null || current.Facts.Hash == Document(Encoding.UTF8.GetString(utf8)).Facts.Hash ? 0 : 1;
                return fail ? throw new FormatException("no") : Document($"{int.Parse(Encoding.UTF8.GetString(utf8), CultureInfo.InvariantCulture) + 1}");
            },
        };
        var counted = new int[5];
        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
            {
                var fail = i % 3 == 0;
                var done = await Record.ExceptionAsync(async () => await Store.Objects.WriteManyAsync([Count(i, false), Count(i + 2, fail)], Cancellation));
                Assert.Equal(fail, done is FormatException);
                if (!fail)
                {
                    Interlocked.Increment(ref counted[i % 5]);
                    Interlocked.Increment(ref counted[(i + 2) % 5]);
                }
            }));
        }

        Assert.Equal(0, torn);
        for (var number = 0; number < 5; number++)
        {
            Assert.Equal($"{counted[number]}", (await Store.Objects.FindAsync(Location($"{number}"), Cancellation))!.Text());
        }
    }

    [Fact]
    public async Task Write_cancelled_before_it_began_is_withdrawn_and_tells_so()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.Objects.WriteAsync(Put(Location("1"), Document("1")), source.Token));
        Assert.Null(await Store.Objects.FindAsync(Location("1"), Cancellation));
    }

    [Fact]
    public async Task Write_cancelled_while_it_runs_still_tells_what_was_committed()
    {
        using var source = new CancellationTokenSource();
        var result = await Store.Objects.WriteAsync(
            new ObjectWrite { Key = Location("1"), Source = null, Decide = _ => { source.Cancel(); return Document("1"); } }, source.Token);

        Assert.Equal(1, result.Sequence);
        Assert.NotNull(await Store.Objects.FindAsync(Location("1"), Cancellation));
    }

    [Fact]
    public async Task Restart_keeps_objects_changes_and_goes_on_counting()
    {
        await Store.Objects.PutAsync(Location("1"), Document("1"), Guid.NewGuid());
        await Store.Objects.PutAsync(Location("2"), Document("2", part: new ObjectPart("E1", "C1")));
        await Store.RestartAsync();
        var third = await Store.Objects.PutAsync(Location("3"), Document("3"));
        var changes = await Store.Changes.ReadAsync(0, 10, Cancellation);

        Assert.Equal(3, third.Sequence);
        Assert.Equal("1", (await Store.Objects.FindAsync(Location("1"), Cancellation))!.Text());
        Assert.Equal([1L, 2L, 3L], changes.Select(change => change.Sequence));
        Assert.Equal(new ObjectPart("E1", "C1"), changes[1].Part);
        Assert.Equal(Location("2"), changes[1].Object);
    }
}

public sealed class SqliteObjectWriteTests : ObjectWriteTests<SqliteTestStore>;

public sealed class PostgreSqlObjectWriteTests : ObjectWriteTests<PostgreSqlTestStore>;
