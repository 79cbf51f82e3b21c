using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Exchanges;
using Busbar.Core.Jobs;
using Busbar.Core.Objects;
using Busbar.Core.Reconciliation;
using Busbar.Core.Retention;
using Busbar.Core.Verdicts;
using Busbar.Core.Webhooks;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Tests.Connections;
using Busbar.Storage.Tests.Objects;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Retention;

public abstract class RetentionTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    private static readonly RetentionPolicy Nothing = new() { Changes = null, Exchanges = null, Calls = null, Refusals = null, Quarantine = null, Repairs = null, Unread = null, Jobs = null };

    private readonly RetentionCounters _counters = new();
    private readonly Connection _partner = TestConnections.New("partner");

    protected TStore Store { get; } = new();

    public async ValueTask InitializeAsync() => await Store.Get<IConnectionStore>().SaveAsync(_partner, TokenChanges.None, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Changes_go_once_every_partner_and_the_checks_have_them_behind_and_the_newest_stays()
    {
        for (var number = 0; number < 1200; number++)
        {
            await Store.Get<IChangeLog>().AppendAsync(ChangeKind.AgreementChanged, null, "{}", Cancellation);
        }

        var last = await Store.Changes.LastSequenceAsync(Cancellation);
        var policy = Nothing with { Changes = TimeSpan.Zero };
        Assert.Empty(await RunAsync(policy)); // nobody has looked through it

        await ReachAsync(partner: 1000, checks: last);
        Assert.Equal(1000, (await RunAsync(policy))[RetainedKind.Changes]);
        await ReachAsync(partner: last, checks: last);
        Assert.Equal(last - 1001, (await RunAsync(policy))[RetainedKind.Changes]);

        await Store.RestartAsync();
        Assert.Equal([last], (await Store.Changes.ReadAsync(0, 100, Cancellation)).Select(change => change.Sequence));
        Assert.Equal(last + 1, await Store.Get<IChangeLog>().AppendAsync(ChangeKind.AgreementChanged, null, "{}", Cancellation));
        Assert.Empty(await RunAsync(Nothing with { Changes = TimeSpan.FromHours(1) }));
        Assert.Equal(last - 1, _counters.All.Single(count => count.Kind == RetainedKind.Changes).Count);
        Assert.NotNull(_counters.RanAt);
    }

    [Fact]
    public async Task Changes_that_a_partner_never_comes_for_go_in_the_end_and_those_that_checks_need_stay()
    {
        for (var number = 0; number < 700; number++)
        {
            await Store.Get<IChangeLog>().AppendAsync(ChangeKind.AgreementChanged, null, "{}", Cancellation);
        }

        await ReachAsync(partner: 10, checks: 600);
        var last = await Store.Changes.LastSequenceAsync(Cancellation);
        var policy = Nothing with { Changes = TimeSpan.Zero, Unread = TimeSpan.FromHours(1) };
        Assert.Equal([(RetainedKind.Changes, 10L)], (await RunAsync(policy)).Select(entry => (entry.Key, entry.Value)));
        Assert.Equal([(RetainedKind.Unread, 590L)], (await RunAsync(policy with { Unread = TimeSpan.Zero })).Select(entry => (entry.Key, entry.Value)));
        await Store.RestartAsync(); // the newest entries are in memory otherwise
        Assert.Equal(601, (await Store.Changes.ReadAsync(10, 1, Cancellation)).Single().Sequence);
        Assert.Equal(10, (await Store.Get<ICursorStore>().FindAsync(_partner.Id, Cancellation))!.Sequence);

        await ReachAsync(partner: 10, checks: long.MaxValue);
        await RunAsync(policy with { Unread = TimeSpan.Zero });
        await Store.RestartAsync();
        Assert.Equal([last], (await Store.Changes.ReadAsync(0, 100, Cancellation)).Select(change => change.Sequence));
    }

    [Fact]
    public async Task What_a_webhook_has_not_read_stays_like_what_a_partner_has_not_and_one_that_is_gone_holds_nothing()
    {
        var webhooks = Store.Get<IWebhookStore>();
        var webhook = new Webhook { Id = Guid.NewGuid(), Url = new Uri("https://backend.example/"), CreatedAt = Noon };
        await webhooks.AddAsync(webhook, WebhookSecret.New(), 0, 10, Cancellation);
        for (var number = 0; number < 10; number++)
        {
            await Store.Get<IChangeLog>().AppendAsync(ChangeKind.AgreementChanged, null, "{}", Cancellation);
        }

        await ReachAsync(partner: long.MaxValue, checks: long.MaxValue);
        await Store.HoldWebhookAsync(webhook.Id);
        await webhooks.SaveStandingAsync(webhook.Id, new WebhookStanding(4, 0), Cancellation);
        var policy = Nothing with { Changes = TimeSpan.Zero, Unread = TimeSpan.FromHours(1) };
        Assert.Equal([(RetainedKind.Changes, 4L)], (await RunAsync(policy)).Select(entry => (entry.Key, entry.Value)));

        // It holds the log for so long and no longer; being told that something is missing, it needs nothing of what went.
        Assert.Equal([RetainedKind.Unread], (await RunAsync(policy with { Unread = TimeSpan.Zero })).Select(entry => entry.Key));
        await webhooks.ReplayAsync(webhook.Id, 0, Cancellation);
        await Store.Get<IChangeLog>().AppendAsync(ChangeKind.AgreementChanged, null, "{}", Cancellation);
        Assert.Empty(await RunAsync(policy));
        await webhooks.EndAsync(webhook.Id, new WebhookStanding(0, 1), Cancellation);
        Assert.NotEmpty(await RunAsync(policy));
    }

    [Fact]
    public async Task Sessions_that_a_webhook_has_not_been_told_of_stay_as_long_as_the_log_can_tell_it()
    {
        var webhooks = Store.Get<IWebhookStore>();
        var webhook = new Webhook { Id = Guid.NewGuid(), Url = new Uri("https://backend.example/"), CreatedAt = Noon };
        foreach (var id in (string[])["S1", "S2"])
        {
            await Store.Objects.PutAsync(new ObjectKey(ModuleId.Sessions, Owner, id), Document(id, Noon.AddYears(-3)));
        }

        await webhooks.AddAsync(webhook, WebhookSecret.New(), 0, 10, Cancellation);
        await ReachAsync(partner: long.MaxValue, checks: long.MaxValue);
        var policy = Nothing with { Sessions = TimeSpan.FromDays(400) };
        Assert.Empty(await RunAsync(policy));
        Assert.Equal(1, (await RunAsync(policy with { Changes = TimeSpan.Zero, Unread = TimeSpan.Zero }))[RetainedKind.Sessions]);
    }

    [Fact]
    public async Task Ended_jobs_go_by_age_with_what_they_found()
    {
        var (jobs, differences) = (Store.Get<IJobStore>(), Store.Get<IDifferenceStore>());
        var (ended, open) = (Job("ended"), Job("open"));
        await Store.HoldAsync(_partner.Id);
        foreach (var job in (Job[])[ended, open])
        {
            await jobs.AddAsync(job, Cancellation);
            await differences.AddAsync(
                job.Id, [.. Enumerable.Range(0, 600).Select(number => new Difference(DifferenceKind.Missing, Location($"L{number}"), new DifferenceDetail { Message = "It is not there." }))], Cancellation);
        }

        await jobs.SaveAsync(ended with { State = JobState.Done }, Cancellation);
        Assert.Empty(await RunAsync(Nothing with { Jobs = TimeSpan.FromDays(1) }));
        Assert.Equal(601, (await RunAsync(Nothing with { Jobs = TimeSpan.Zero }))[RetainedKind.Jobs]);
        Assert.Null(await jobs.FindAsync(ended.Id, Cancellation));
        Assert.Empty(await differences.ListAsync(ended.Id, [], 0, 10, Cancellation));
        Assert.NotNull(await jobs.FindAsync(open.Id, Cancellation));
        Assert.Equal(600, (await differences.ListAsync(open.Id, [], 0, 1000, Cancellation)).Count);
    }

    [Fact]
    public async Task Records_go_by_age_and_what_is_open_stays()
    {
        var now = DateTimeOffset.UtcNow;
        var (old, young) = (now.AddDays(-6), now.AddDays(-1));
        foreach (var at in (DateTimeOffset[])[old, young])
        {
            await Store.Get<ICallStore>().SaveAsync(Call(at, CallState.Completed), Cancellation);
            await Store.Get<ICallStore>().SaveAsync(Call(at, CallState.AwaitingResult), Cancellation);
            await Store.Get<IRefusalStore>().AddAsync(Refusal(at, RefusalState.Open), Cancellation);
            await Store.Get<IRefusalStore>().AddAsync(Refusal(at, RefusalState.Superseded), Cancellation);
            Store.Get<IExchangeLog>().Record(new Exchange
            {
                Id = Guid.NewGuid(), At = at, Connection = _partner.Id, Direction = default, Method = "GET", Url = "https://partner.example/", Duration = TimeSpan.Zero,
            });
        }

        await Store.RestartAsync(); // saves what is queued
        var span = TimeSpan.FromDays(3);
        var removed = await RunAsync(Nothing with { Calls = span, Refusals = span, Exchanges = span });

        Assert.Equal([(RetainedKind.Exchanges, 1L), (RetainedKind.Calls, 1), (RetainedKind.Refusals, 1)], removed.Select(entry => (entry.Key, entry.Value)));
        Assert.Equal(3, (await Store.Get<ICallStore>().ListAsync(null, 10, Cancellation)).Count);
        Assert.Equal(2, await Store.Get<IRefusalStore>().CountAsync(null, RefusalState.Open, Cancellation));
        Assert.Equal(young, Assert.Single(await Store.Get<IExchangeLog>().ListAsync(new ExchangeQuery(), Cancellation)).At);
    }

    [Fact]
    public async Task Sessions_go_by_policy_once_every_partner_has_them_and_pages_and_counts_know()
    {
        var now = DateTimeOffset.UtcNow;
        foreach (var (id, at) in (((string, DateTimeOffset)[])[("S1", now.AddDays(-500)), ("S2", now.AddDays(-10)), ("S3", now.AddDays(-500)), ("S4", now.AddDays(-500))]))
        {
            await Store.Objects.PutAsync(new ObjectKey(ModuleId.Sessions, Owner, id), Document(id, at));
        }

        await Store.Objects.PutAsync(Location("old"), Document("old", now.AddDays(-500)));
        var policy = Nothing with { Sessions = TimeSpan.FromDays(400) };
        await ReachAsync(partner: 3, checks: long.MaxValue); // S1 and S2: the connection took the first change
        Assert.Equal(4, await CountAsync());
        Assert.Equal(1, (await RunAsync(policy))[RetainedKind.Sessions]);
        Assert.Equal(3, await CountAsync());

        // The newest stays whatever its age: the next one's place comes after it.
        await ReachAsync(partner: long.MaxValue, checks: long.MaxValue);
        Assert.Equal(1, (await RunAsync(policy))[RetainedKind.Sessions]);
        Assert.Equal(["S2", "S4"], (await Store.Objects.PageAsync(new PageQuery { Module = ModuleId.Sessions, Limit = 10 })).Ids);
        Assert.Null(await Store.Objects.FindAsync(new ObjectKey(ModuleId.Sessions, Owner, "S1"), Cancellation));
        Assert.NotNull(await Store.Objects.FindAsync(Location("old"), Cancellation));
        var told = (await Store.Changes.ReadAsync(0, 100, Cancellation)).Where(change => change.Kind == ChangeKind.ObjectsExpired).Select(change => change.Detail);
        Assert.Equal(["""{"module":"sessions","count":"1"}""", """{"module":"sessions","count":"1"}"""], told);

        await Store.Objects.PutAsync(new ObjectKey(ModuleId.Sessions, Owner, "S1"), Document("again"));
        Assert.Equal(["S2", "S4", "S1"], (await Store.Objects.PageAsync(new PageQuery { Module = ModuleId.Sessions, Limit = 10 })).Ids);
        Assert.Equal(3, await CountAsync());
    }

    private ValueTask<long> CountAsync() => Store.Objects.CountAsync(new PageQuery { Module = ModuleId.Sessions, Limit = 1 }, Cancellation);

    private Task<IReadOnlyDictionary<RetainedKind, long>> RunAsync(RetentionPolicy policy) =>
        new RetentionKeeper(Store.Get<IRetentionStore>(), policy, _counters, TimeProvider.System).RunAsync(() => true, Cancellation);

    private async Task ReachAsync(long partner, long checks)
    {
        await Store.HoldAsync(_partner.Id);
        await Store.Get<ICursorStore>().SaveAsync(_partner.Id, new DeliveryCursor(partner), Cancellation);
        await Store.Get<IVerdictStore>().SaveAsync([], checks, Cancellation);
    }

    private Job Job(string subject) => new()
    {
        Id = Guid.NewGuid(), Kind = "compare", Connection = _partner.Id, Subject = subject, CreatedAt = DateTimeOffset.UtcNow, UpdatedAt = DateTimeOffset.UtcNow, Request = "{}",
    };

    private static Call Call(DateTimeOffset at, CallState state) => new()
    {
        Id = Guid.NewGuid(), Type = "START_SESSION", FromParty = Other, ToParty = Owner, Version = OcpiVersion.V221, State = state, CreatedAt = at,
    };

    private Refusal Refusal(DateTimeOffset at, RefusalState state) => new()
    {
        Id = Guid.NewGuid(), Connection = _partner.Id, Object = Location("L1"), Sequence = 1, At = at, Reason = "No.", State = state,
    };
}

public sealed class SqliteRetentionTests : RetentionTests<SqliteTestStore>;

public sealed class PostgreSqlRetentionTests : RetentionTests<PostgreSqlTestStore>;
