using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Tests.Stores;
using Busbar.Testing;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Objects;

public abstract class PageTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    private static readonly PartyId Third = new("FR", "XYZ");

    protected TStore Store { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Requirement("TRN-040")]
    public async Task Page_holds_headers_and_bytes_in_the_order_of_creation()
    {
        await Store.Objects.PutAsync(Location("b"), Document("first"));
        await Store.Objects.PutAsync(new ObjectKey(ModuleId.Tariffs, Owner, "t"), Document("tariff"));
        await Store.Objects.PutAsync(Location("a", Other), Document("second", Noon.AddTicks(7), version: OcpiVersion.V230));
        await Store.Objects.PutAsync(Location("b"), Document("first again"));
        var sink = new ListSink();
        var more = await Store.Objects.ReadPageAsync(Query(10), sink, Cancellation);

        Assert.False(more);
        Assert.Equal(["first again", "second"], sink.Bodies);
        Assert.Equal([1L, 2L], sink.Headers.Select(header => header.Ordinal));
        Assert.Equal(new ObjectHeader(Location("a", Other), OcpiVersion.V230, Noon.AddTicks(7), 2, false), sink.Headers[1]);
    }

    [Fact]
    public async Task What_changed_after_a_sequence_is_found_also_when_it_was_removed()
    {
        await FillAsync(5);
        await Store.Objects.PutAsync(Location("L001"), Document("again"));
        var since = await Store.Changes.LastSequenceAsync(Cancellation);
        await Store.Objects.PutAsync(Location("L003"), Document("changed"));
        await Store.Objects.WriteAsync(Put(Location("L002"), new ObjectDecision.Delete(Noon)), Cancellation);
        var query = Query(10) with { ChangedAfter = since, HeadersOnly = true };
        Assert.Equal(["L003"], (await Store.Objects.PageAsync(query)).Ids);
        Assert.Equal(["L002", "L003"], (await Store.Objects.PageAsync(query with { IncludeDeleted = true, Grants = [new ObjectGrant(Unpublished: true)] })).Ids);
        Assert.Equal(1, await Store.Objects.CountAsync(query, Cancellation));
        Assert.Equal(4, await Store.Objects.CountAsync(Query(10), Cancellation));
    }

    [Fact]
    [Requirement("TRN-039", "TRN-040")]
    public async Task Pages_by_ordinal_reach_every_object_once_while_data_changes()
    {
        await FillAsync(250);
        var seen = new List<string>();
        var query = Query(20);
        bool more;
        do
        {
            (var ids, more, var last) = await Store.Objects.PageAsync(query);
            seen.AddRange(ids);
            query = query with { AfterOrdinal = last };
            await Store.Objects.PutAsync(Location("L000"), Document("changed" + last));
            if (seen.Count <= 100)
            {
                await Store.Objects.PutAsync(Location("new" + last), Document("new"));
            }
        }
        while (more);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 250).Select(Name), seen.Take(250));
        Assert.Equal(5, seen.Count - 250);
    }

    [Fact]
    public async Task Headers_alone_are_those_of_the_same_page()
    {
        await FillAsync(25);
        var (whole, headers) = (new ListSink(), new ListSink());
        var query = Query(10) with { AfterOrdinal = 7, Owners = [Owner], Grants = [new ObjectGrant()] };
        Assert.True(await Store.Objects.ReadPageAsync(query, whole, Cancellation));
        Assert.True(await Store.Objects.ReadPageAsync(query with { HeadersOnly = true }, headers, Cancellation));

        Assert.Equal(whole.Headers, headers.Headers);
        Assert.All(headers.Bodies, Assert.Empty);
    }

    [Fact]
    public async Task Offset_and_limit_cut_the_same_order()
    {
        await FillAsync(25);

        await ExpectAsync(["L010", "L011"], true, Query(2) with { Offset = 10 });
        await ExpectAsync(["L024"], false, Query(10) with { Offset = 24 });
        await ExpectAsync([], false, Query(10) with { Offset = 25 });
        await ExpectAsync([], false, Query(10) with { Offset = 1_000_000 });
        await ExpectAsync(["L007"], true, Query(1) with { AfterOrdinal = 5, Offset = 2 });
        Assert.Equal(25, (await CutAsync(Query(10_000_000))).Ids.Count);
        Assert.Equal(25, await Store.Objects.CountAsync(Query(2) with { Offset = 10, AfterOrdinal = 7 }, Cancellation));
    }

    [Fact]
    public async Task Page_of_an_unknown_module_or_after_the_last_ordinal_is_empty()
    {
        await FillAsync(3);

        await ExpectAsync([], false, Query(5) with { Module = new ModuleId("nothing") });
        Assert.Equal(0, await Store.Objects.CountAsync(Query(5) with { Module = new ModuleId("nothing") }, Cancellation));
        await ExpectAsync([], false, Query(5) with { AfterOrdinal = 3 });
        await ExpectAsync([], false, Query(5) with { AfterOrdinal = long.MaxValue });
        Assert.Equal(3, (await CutAsync(Query(5) with { AfterOrdinal = -1 })).Ids.Count);
    }

    [Fact]
    [Requirement("TRN-033", "TRN-034", "LOC-016", "LOC-017")]
    public async Task Dates_include_the_first_instant_and_exclude_the_last_to_the_tick()
    {
        await Store.Objects.PutAsync(Location("early"), Document("1", Noon.AddTicks(-1)));
        await Store.Objects.PutAsync(Location("at"), Document("2", Noon));
        await Store.Objects.PutAsync(Location("late"), Document("3", Noon.AddTicks(1)));

        Assert.Equal(["at", "late"], (await CutAsync(Query(5) with { DateFrom = Noon })).Ids);
        Assert.Equal(["early"], (await CutAsync(Query(5) with { DateTo = Noon })).Ids);
        Assert.Equal(["at"], (await CutAsync(Query(5) with { DateFrom = Noon, DateTo = Noon.AddTicks(1) })).Ids);
    }

    [Fact]
    public async Task Deleted_objects_are_left_out_unless_they_are_asked_for()
    {
        await FillAsync(3);
        await Store.Objects.PutAsync(Location("L001"), new ObjectDecision.Delete(Noon));

        Assert.Equal(["L000", "L002"], (await CutAsync(Query(5))).Ids);
        Assert.Equal(2, await Store.Objects.CountAsync(Query(5), Cancellation));
        var sink = new ListSink();
        await Store.Objects.ReadPageAsync(Query(5) with { IncludeDeleted = true }, sink, Cancellation);
        Assert.Equal([false, true, false], sink.Headers.Select(header => header.Deleted));
    }

    [Fact]
    public async Task Owners_narrow_and_excepted_owners_are_left_out_ignoring_case()
    {
        await FillOwnersAsync();

        Assert.Equal(["mine"], (await CutAsync(Query(5) with { Owners = [new PartyId("nl", "tnm")] })).Ids);
        Assert.Equal(["mine", "third"], (await CutAsync(Query(5) with { Owners = [Third, Owner] })).Ids);
        Assert.Equal(["other", "third"], (await CutAsync(Query(5) with { ExceptOwners = [new PartyId("nl", "tnm")] })).Ids);
        Assert.Equal([], (await CutAsync(Query(5) with { Owners = [new PartyId("ZZ", "ZZZ")] })).Ids);
        Assert.Equal([], (await CutAsync(Query(5) with { Owners = [] })).Ids);
        Assert.Equal(3, (await CutAsync(Query(5) with { ExceptOwners = [new PartyId("ZZ", "ZZZ")] })).Ids.Count);
        Assert.Equal(["third"], (await CutAsync(Query(5) with { Owners = [Third, Owner], ExceptOwners = [Owner] })).Ids);
    }

    [Fact]
    public async Task Grants_show_what_at_least_one_of_them_covers()
    {
        await Store.Objects.PutAsync(Location("open"), Document("1"));
        await Store.Objects.PutAsync(Location("hidden"), Document("2", published: false));
        await Store.Objects.PutAsync(Location("forOther"), Document("3", audience: Other));
        await Store.Objects.PutAsync(Location("forThird", Other), Document("4", audience: Third));
        await Store.Objects.PutAsync(Location("hiddenForThird", Other), Document("5", audience: Third, published: false));
        ObjectGrant[][] sets =
        [
            [],
            [new ObjectGrant()],
            [new ObjectGrant(Unpublished: true)],
            [new ObjectGrant(Owner)],
            [new ObjectGrant(Owner, Unpublished: true)],
            [new ObjectGrant(Audience: Third)],
            [new ObjectGrant(Audience: Third, Unpublished: true)],
            [new ObjectGrant(Other, Third)],
            [new ObjectGrant(Owner, Third)],
            [new ObjectGrant(Owner, Other), new ObjectGrant(Other, Third, true)],
            [new ObjectGrant(new PartyId("ZZ", "ZZZ")), new ObjectGrant(Audience: Other)],
            [new ObjectGrant(new PartyId("ZZ", "ZZZ"))],
        ];

        foreach (var grants in sets)
        {
            var query = Query(10) with { Grants = grants };
            var everything = new List<StoredObject>();
            foreach (var id in (await CutAsync(Query(10))).Ids)
            {
                everything.AddRange(await Store.Objects.FindByIdAsync(ModuleId.Locations, id, Cancellation));
            }

            var expected = everything.Where(stored => grants.Any(grant => grant.Covers(stored.Key.Owner, stored.Facts))).Select(stored => stored.Key.Id).ToList();
            Assert.Equal(expected, (await CutAsync(query)).Ids);
            Assert.Equal(expected.Count, await Store.Objects.CountAsync(query, Cancellation));
        }
    }

    [Fact]
    public async Task Count_follows_every_kind_of_change()
    {
        var dated = Query(1) with { DateFrom = Noon.AddDays(1) };
        var published = Query(1) with { Grants = [new ObjectGrant()] };
        async Task<(long All, long Dated, long Published)> CountAsync() =>
            (await Store.Objects.CountAsync(Query(1), Cancellation), await Store.Objects.CountAsync(dated, Cancellation), await Store.Objects.CountAsync(published, Cancellation));

        Assert.Equal((0, 0, 0), await CountAsync());
        await Store.Objects.PutAsync(Location("1"), Document("a"));
        await Store.Objects.PutAsync(Location("2"), Document("b"));
        Assert.Equal((2, 0, 2), await CountAsync());
        await Store.Objects.PutAsync(Location("1"), Document("c", Noon.AddDays(2)));
        Assert.Equal((2, 1, 2), await CountAsync());
        await Store.Objects.PutAsync(Location("2"), Document("d", published: false));
        Assert.Equal((2, 1, 1), await CountAsync());
        await Store.Objects.PutAsync(Location("1"), new ObjectDecision.Delete(Noon));
        Assert.Equal((1, 0, 0), await CountAsync());
        await Store.RestartAsync();
        Assert.Equal((1, 0, 0), await CountAsync());
    }

    private static PageQuery Query(int limit) => new() { Module = ModuleId.Locations, Limit = limit };

    private static string Name(int number) => $"L{number:D3}";

    private async Task<(List<string> Ids, bool More)> CutAsync(PageQuery query)
    {
        var (ids, more, _) = await Store.Objects.PageAsync(query);
        return (ids, more);
    }

    private async Task ExpectAsync(string[] ids, bool more, PageQuery query)
    {
        var page = await CutAsync(query);
        Assert.Equal(ids, page.Ids);
        Assert.Equal(more, page.More);
    }

    private async Task FillAsync(int count) =>
        await Store.Objects.WriteManyAsync([.. Enumerable.Range(0, count).Select(i => Put(Location(Name(i)), Document($"{i}")))], Cancellation);

    private async Task FillOwnersAsync()
    {
        await Store.Objects.PutAsync(Location("mine"), Document("1"));
        await Store.Objects.PutAsync(Location("other", Other), Document("2"));
        await Store.Objects.PutAsync(Location("third", Third), Document("3"));
    }
}

public sealed class SqlitePageTests : PageTests<SqliteTestStore>;

public sealed class PostgreSqlPageTests : PageTests<PostgreSqlTestStore>;
