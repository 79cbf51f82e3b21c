using System.Text;
using Busbar.Core.Calls;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Calls;

public abstract class CallStoreTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    protected TStore Store { get; } = new();

    private ICallStore Calls => Store.Get<ICallStore>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Call_is_kept_over_a_restart_and_its_request_only_until_it_ends()
    {
        var call = Call(Noon) with { From = Guid.NewGuid(), ResponseUrl = new Uri("https://partner.example/answer"), Request = Encoding.UTF8.GetBytes("""{"uid":"X"}""") };
        await Calls.SaveAsync(call, Cancellation);
        await Store.RestartAsync();
        var found = await Calls.FindAsync(call.Id, Cancellation);
        Assert.Equal("""{"uid":"X"}""", Encoding.UTF8.GetString(found!.Request.Span));
        Assert.Equal(call, found with { Request = call.Request });

        await Calls.SaveAsync(found with { State = CallState.Completed, Response = "ACCEPTED", Result = "EVSE_OCCUPIED", CompletedAt = Noon }, Cancellation);
        found = await Calls.FindAsync(call.Id, Cancellation);
        Assert.True(found!.Request.IsEmpty);
        Assert.Equal("EVSE_OCCUPIED", found.Result);
        var changes = await Store.Changes.ReadAsync(0, 10, Cancellation);
        Assert.Equal(2, changes.Count);
        Assert.All(changes, change => Assert.Equal((ChangeKind.CallChanged, call.From), (change.Kind, change.Connection)));
        Assert.DoesNotContain("uid", string.Concat(changes.Select(change => change.Detail)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_are_listed_newest_first_and_the_overdue_are_those_that_have_not_ended()
    {
        var old = Call(Noon) with { State = CallState.AwaitingResult, ResultDueAt = Noon.AddSeconds(30) };
        var done = Call(Noon.AddSeconds(1)) with { State = CallState.Completed, ResultDueAt = Noon.AddSeconds(30) };
        var young = Call(Noon.AddSeconds(2)) with { State = CallState.AwaitingResult, ResultDueAt = Noon.AddSeconds(60) };
        var forwarding = Call(Noon.AddSeconds(-1)) with { State = CallState.ForwardingResult, ResultDueAt = Noon.AddSeconds(20) };
        foreach (var call in (Call[])[old, done, young, forwarding])
        {
            await Calls.SaveAsync(call, Cancellation);
        }

        Assert.Equal([young.Id, done.Id, old.Id, forwarding.Id], (await Calls.ListAsync(null, 10, Cancellation)).Select(call => call.Id));
        Assert.Equal([done.Id], (await Calls.ListAsync(young.CreatedAt, 1, Cancellation)).Select(call => call.Id));
        Assert.Equal([forwarding.Id, old.Id], (await Calls.ListOverdueAsync(Noon.AddSeconds(30), Cancellation)).Select(call => call.Id));
        Assert.Empty(await Calls.ListOverdueAsync(Noon, Cancellation));
    }

    [Fact]
    public async Task Changes_that_come_at_once_see_each_other()
    {
        var call = Call(Noon);
        await Calls.SaveAsync(call, Cancellation);

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Calls.ChangeAsync(
            call.Id, present => present.Result is null ? present with { Result = $"R{number}" } : null, Cancellation).AsTask()));

        var only = Assert.Single(taken, changed => changed is not null);
        Assert.Equal(only!.Result, (await Calls.FindAsync(call.Id, Cancellation))!.Result);
        Assert.Null(await Calls.ChangeAsync(Guid.NewGuid(), present => present, Cancellation));
    }

    private static Call Call(DateTimeOffset at) => new()
    {
        Id = Guid.NewGuid(), Type = "START_SESSION", FromParty = Other, ToParty = Owner, Version = OcpiVersion.V221, State = CallState.Pending, CreatedAt = at,
    };
}

public sealed class SqliteCallStoreTests : CallStoreTests<SqliteTestStore>;

public sealed class PostgreSqlCallStoreTests : CallStoreTests<PostgreSqlTestStore>;
