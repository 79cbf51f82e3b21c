using Busbar.Core.Exchanges;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Exchanges;
using Busbar.Storage.Tests.Stores;
using Busbar.Storage.Writing;
using Microsoft.Extensions.Logging.Abstractions;
using Busbar.Storage.Tests.Objects;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Exchanges;

public abstract class ExchangeLogTests<TStore> : IAsyncLifetime
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
    public async Task Recorded_exchange_is_saved_with_every_member_before_the_store_closes()
    {
        var exchange = Exchange(DateTimeOffset.UtcNow) with
        {
            Connection = Guid.NewGuid(), Module = ModuleId.Cdrs, OcpiStatus = 1000, RequestId = "r", CorrelationId = "c",
            RequestBody = "{\"ü\":1}", ResponseBody = "{}", Notes = ["One.", "Two."],
        };
        Store.Get<IExchangeLog>().Record(exchange);
        await Store.RestartAsync();
        var found = await Store.Get<IExchangeLog>().FindAsync(exchange.Id, Cancellation);

        Assert.Equal(exchange.Notes, found!.Notes);
        Assert.Equal(exchange, found with { Notes = exchange.Notes });
        Assert.Equal(0, Store.Get<IExchangeLog>().Dropped);
    }

    [Fact]
    public async Task List_filters_and_pages_newest_first()
    {
        var now = DateTimeOffset.UtcNow;
        var connection = Guid.NewGuid();
        Exchange[] exchanges =
        [
            Exchange(now) with { Connection = connection, Module = ModuleId.Cdrs },
            Exchange(now.AddSeconds(1)) with { Direction = ExchangeDirection.Out, HttpStatus = 500, CorrelationId = "c" },
            Exchange(now.AddSeconds(2)) with { HttpStatus = null },
            Exchange(now.AddSeconds(3)) with { OcpiStatus = 2001 },
            Exchange(now.AddSeconds(4)) with { OcpiStatus = 1000 },
        ];
        foreach (var exchange in exchanges)
        {
            Store.Get<IExchangeLog>().Record(exchange);
        }

        await Store.RestartAsync();
        Assert.Equal([4, 3, 2, 1, 0], await FoundAsync(new ExchangeQuery()));
        Assert.Equal([2, 1], await FoundAsync(new ExchangeQuery { Before = exchanges[3].At, Limit = 2 }));
        Assert.Equal([3, 2, 1], await FoundAsync(new ExchangeQuery { FailedOnly = true }));
        Assert.Equal([0], await FoundAsync(new ExchangeQuery { Connection = connection }));
        Assert.Equal([0], await FoundAsync(new ExchangeQuery { Module = "cdrs" }));
        Assert.Equal([1], await FoundAsync(new ExchangeQuery { Direction = ExchangeDirection.Out, CorrelationId = "c" }));

        async Task<List<int>> FoundAsync(ExchangeQuery query) =>
            [.. (await Store.Get<IExchangeLog>().ListAsync(query, Cancellation)).Select(found => Array.FindIndex(exchanges, exchange => exchange.Id == found.Id))];
    }

    [Fact]
    public async Task Last_delivery_of_an_object_to_each_partner_is_found_without_its_bodies()
    {
        await Store.Objects.PutAsync(Location("L1"), Document("{}"));
        await Store.Objects.PutAsync(Location("L2"), Document("{}"));
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        var at = DateTimeOffset.UtcNow;
        var found = (await Store.Objects.FindAsync(Location("L1"), Cancellation))!;
        var neighbour = (await Store.Objects.FindAsync(Location("L2"), Cancellation))!;
        Exchange[] exchanges =
        [
            Delivery(one, found, 1), Delivery(two, found, 1), Delivery(one, found, 2) with { HttpStatus = 500 }, Delivery(one, neighbour, 3),
            Exchange(at) with { Connection = one, Direction = ExchangeDirection.Out },
        ];
        foreach (var exchange in exchanges)
        {
            Store.Get<IExchangeLog>().Record(exchange);
        }

        await Store.RestartAsync();
        var last = await Store.Get<IExchangeLog>().ListLastAsync(ModuleId.Locations, found.Ordinal, Cancellation);
        Assert.Equal([(one, exchanges[2].Id, 2L), (two, exchanges[1].Id, 1L)], last.Select(e => (e.Connection!.Value, e.Id, e.Subject!.Sequence)).OrderByDescending(e => e.Item3));
        Assert.All(last, exchange => Assert.Null(exchange.RequestBody));
        Assert.Empty(await Store.Get<IExchangeLog>().ListLastAsync(ModuleId.Tariffs, found.Ordinal, Cancellation));

        Exchange Delivery(Guid connection, StoredObject about, long sequence) => Exchange(at) with
        {
            Connection = connection, Direction = ExchangeDirection.Out, OcpiStatus = 1000, RequestBody = "{}",
            Subject = new ExchangeSubject(ModuleId.Locations, about.Ordinal, sequence),
        };
    }

    [Fact]
    public async Task Overflow_drops_the_oldest_unsaved_and_counts_them()
    {
        var database = Store.Get<IDatabase>();
        await using var log = new ExchangeLog(database, new ExchangeLogOptions { Capacity = 10, StrangersPerMinute = 1000 }, NullLogger<ExchangeLog>.Instance);
        using var gate = new ManualResetEventSlim();
        using var blocked = new ManualResetEventSlim();
        var blocking = database.WriteAsync(_ => { blocked.Set(); gate.Wait(Cancellation); return true; }, Cancellation);
        blocked.Wait(Cancellation);
        var exchanges = Enumerable.Range(0, 500).Select(i => Exchange(DateTimeOffset.UtcNow.AddSeconds(i))).ToList();
        foreach (var exchange in exchanges)
        {
            log.Record(exchange);
        }

        Assert.True(log.Dropped >= 500 - 10 - 64);
        gate.Set();
        await blocking;
        await log.DisposeAsync();
        var saved = await log.ListAsync(new ExchangeQuery { Limit = 1000 }, Cancellation);
        Assert.Equal(500, saved.Count + log.Dropped);
        Assert.Equal(exchanges[^10..].Select(exchange => exchange.Id).Reverse(), saved.Take(10).Select(exchange => exchange.Id));
    }

    [Fact]
    public async Task A_flood_of_strangers_does_not_push_out_what_partners_did()
    {
        await using var log = new ExchangeLog(Store.Get<IDatabase>(), new ExchangeLogOptions { StrangersPerMinute = 3 }, NullLogger<ExchangeLog>.Instance);
        var partner = Exchange(DateTimeOffset.UtcNow) with { Connection = Guid.NewGuid() };
        for (var i = 0; i < 50; i++)
        {
            log.Record(Exchange(DateTimeOffset.UtcNow));
        }

        log.Record(partner);
        await log.DisposeAsync();

        var saved = await log.ListAsync(new ExchangeQuery { Limit = 100 }, Cancellation);
        Assert.Equal((4, 47L), (saved.Count, log.Dropped));
        Assert.Contains(saved, exchange => exchange.Id == partner.Id);
    }

    [Fact]
    public async Task A_flood_of_what_worked_leaves_room_for_what_failed()
    {
        var options = new ExchangeLogOptions { SuccessesInTenSeconds = 3, StrangersPerMinute = 1000 };
        await using var log = new ExchangeLog(Store.Get<IDatabase>(), options, NullLogger<ExchangeLog>.Instance);
        var room = Enumerable.Range(0, 50).Count(_ => log.HasRoom());
        log.Record(Exchange(DateTimeOffset.UtcNow) with { CountOnly = true });
        var failed = Exchange(DateTimeOffset.UtcNow) with { HttpStatus = 500 };
        log.Record(failed);
        await log.DisposeAsync();

        Assert.InRange(room, 3, 6);
        Assert.Equal(1, log.Dropped);
        Assert.Equal(failed.Id, Assert.Single(await log.ListAsync(new ExchangeQuery(), Cancellation)).Id);
    }

    [Fact]
    public async Task Only_so_many_and_not_too_old_ones_are_kept()
    {
        var options = new ExchangeLogOptions { Keep = 5, KeepFor = TimeSpan.FromDays(1) };
        await using (var log = new ExchangeLog(Store.Get<IDatabase>(), options with { Keep = 1000 }, NullLogger<ExchangeLog>.Instance))
        {
            log.Record(Exchange(DateTimeOffset.UtcNow.AddDays(-2)));
            for (var i = 0; i < 20; i++)
            {
                log.Record(Exchange(DateTimeOffset.UtcNow));
            }
        }

        await using (var log = new ExchangeLog(Store.Get<IDatabase>(), options, NullLogger<ExchangeLog>.Instance))
        {
            log.Record(Exchange(DateTimeOffset.UtcNow));
            await log.DisposeAsync();
            var left = await log.ListAsync(new ExchangeQuery(), Cancellation);
            Assert.Equal(5, left.Count);
            Assert.All(left, exchange => Assert.True(exchange.At > DateTimeOffset.UtcNow.AddDays(-1)));
        }
    }

    private static Exchange Exchange(DateTimeOffset at) => new()
    {
        Id = Guid.NewGuid(), At = at, Direction = ExchangeDirection.In, Method = "GET", Url = "https://busbar.example/ocpi/versions", HttpStatus = 200, Duration = TimeSpan.FromMilliseconds(3),
    };
}

public sealed class SqliteExchangeLogTests : ExchangeLogTests<SqliteTestStore>;

public sealed class PostgreSqlExchangeLogTests : ExchangeLogTests<PostgreSqlTestStore>;
