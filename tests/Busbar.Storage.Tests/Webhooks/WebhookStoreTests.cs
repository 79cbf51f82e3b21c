using Busbar.Core.Objects;
using Busbar.Core.Webhooks;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Webhooks;

public abstract class WebhookStoreTests<TStore> : IAsyncDisposable
    where TStore : TestStore, new()
{
    private readonly Webhook _webhook = new()
    {
        Id = Guid.NewGuid(), Url = new Uri("https://backend.example/hook?for=busbar"), Types = ["object.stored"], Modules = ["cdrs", "sessions"], Description = "The billing", CreatedAt = Noon,
    };

    private readonly string _secret = WebhookSecret.New();

    protected TStore Store { get; } = new();

    private IWebhookStore Webhooks => Store.Get<IWebhookStore>();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Webhook_outlives_a_restart_with_its_place_and_begins_after_its_own_making()
    {
        await Store.Changes.AppendAsync(ChangeKind.AgreementChanged, null, "{}", Cancellation);
        Assert.True(await Webhooks.AddAsync(_webhook, _secret, null, 10, Cancellation));
        Assert.True(await Webhooks.AddAsync(_webhook with { Id = Guid.NewGuid(), CreatedAt = Noon.AddDays(1) }, _secret, 0, 10, Cancellation));
        await Store.RestartAsync();

        var webhooks = await Webhooks.ListAsync(Cancellation);
        Assert.Equal(2, webhooks.Count);
        Assert.True(webhooks[0].IsServedAlike(_webhook));
        Assert.Equal((_webhook.Id, _webhook.Description, Noon), (webhooks[0].Id, webhooks[0].Description, webhooks[0].CreatedAt));
        var standings = await Webhooks.ListStandingsAsync(Cancellation);
        Assert.Equal([2L, 0L], webhooks.Select(webhook => standings[webhook.Id].Sequence));
        Assert.Equal($$"""{"webhook":"{{_webhook.Id}}","state":"made"}""", (await Store.Changes.ReadAsync(1, 1, Cancellation)).Single().Detail);
    }

    [Fact]
    public async Task There_are_no_more_webhooks_than_may_be()
    {
        Assert.True(await Webhooks.AddAsync(_webhook, _secret, null, 1, Cancellation));
        Assert.False(await Webhooks.AddAsync(_webhook with { Id = Guid.NewGuid() }, _secret, null, 1, Cancellation));
        Assert.Single(await Webhooks.ListAsync(Cancellation));
        Assert.Equal(1, await Store.Changes.LastSequenceAsync(Cancellation));
    }

    [Fact]
    public async Task Standing_is_written_as_a_whole_and_one_of_an_earlier_round_is_not()
    {
        await AddAsync();
        var standing = new WebhookStanding(7, 0)
        {
            LastSuccessAt = Noon, LastFailure = new WebhookFailure(Noon.AddMinutes(1), "The receiver answered 503.", 503), FailedAttempts = 3, NextAttemptAt = Noon.AddMinutes(2),
        };
        Assert.True(await Webhooks.SaveStandingAsync(_webhook.Id, standing, Cancellation));
        Assert.Equal(standing, await Webhooks.FindStandingAsync(_webhook.Id, Cancellation));
        Assert.Equal(standing, (await Webhooks.ListStandingsAsync(Cancellation))[_webhook.Id]);
        Assert.Equal(1, await Store.Changes.LastSequenceAsync(Cancellation)); // a place that moves is no news

        Assert.Equal(1, (await Webhooks.ReplayAsync(_webhook.Id, 3, Cancellation))!.Round);
        Assert.False(await Webhooks.SaveStandingAsync(_webhook.Id, standing with { Sequence = 9 }, Cancellation));
        Assert.Equal(
            new WebhookStanding(3, 1) { LastSuccessAt = Noon, LastFailure = standing.LastFailure }, await Webhooks.FindStandingAsync(_webhook.Id, Cancellation));
        Assert.True(await Webhooks.SaveStandingAsync(_webhook.Id, new WebhookStanding(4, 1), Cancellation));
    }

    [Fact]
    public async Task Webhook_that_is_gone_moves_no_more_until_it_is_tried_anew()
    {
        await AddAsync();
        var standing = new WebhookStanding(5, 0) { FailedAttempts = 1, LastFailure = new WebhookFailure(Noon, "The receiver answered 410: it is gone.", 410) };
        Assert.True(await Webhooks.EndAsync(_webhook.Id, standing, Cancellation));
        Assert.False(await Webhooks.EndAsync(_webhook.Id, standing, Cancellation));
        Assert.False(await Webhooks.SaveStandingAsync(_webhook.Id, standing with { Sequence = 6 }, Cancellation));
        Assert.NotNull(Assert.Single(await Webhooks.ListAsync(Cancellation)).GoneAt);

        var changed = await Webhooks.ChangeAsync(_webhook.Id, webhook => webhook with { Description = "Moved" }, anew: false, Cancellation);
        Assert.Equal(("Moved", false), (changed!.Description, changed.IsSentTo));
        changed = await Webhooks.ChangeAsync(_webhook.Id, webhook => webhook, anew: true, Cancellation);
        Assert.Equal((true, 1L), (changed!.IsSentTo, changed.Round));
        Assert.Equal(new WebhookStanding(5, 1) { LastFailure = standing.LastFailure }, await Webhooks.FindStandingAsync(_webhook.Id, Cancellation));

        // Of one that is well nothing is begun anew: what was sent and not written down yet would be sent again.
        Assert.Equal(1, (await Webhooks.ChangeAsync(_webhook.Id, webhook => webhook, anew: true, Cancellation))!.Round);
        Assert.Equal(["made", "gone", "changed", "changed", "changed"], await StatesAsync());
    }

    [Fact]
    public async Task Pausing_and_going_on_are_told_in_the_log()
    {
        await AddAsync();
        Assert.False((await Webhooks.ChangeAsync(_webhook.Id, webhook => webhook with { PausedAt = Noon }, anew: false, Cancellation))!.IsSentTo);
        Assert.True((await Webhooks.ChangeAsync(_webhook.Id, webhook => webhook with { PausedAt = null }, anew: true, Cancellation))!.IsSentTo);
        Assert.Equal(["made", "paused", "resumed"], await StatesAsync());
    }

    [Fact]
    public async Task Secret_before_the_present_one_signs_until_the_overlap_ends_and_never_stands_in_the_database()
    {
        await AddAsync();
        var (second, third) = (WebhookSecret.New(), WebhookSecret.New());
        var now = DateTimeOffset.UtcNow;
        var until = now.AddHours(1);
        var rotated = await Webhooks.RotateAsync(_webhook.Id, second, until, Cancellation);
        Assert.Equal(until, rotated!.FormerUntil);
        await Store.RestartAsync();
        var keys = (await Webhooks.ReadKeysAsync(_webhook.Id, Cancellation))!;
        Assert.Equal(new WebhookKeys(second, _secret, until).Sign("id", now, "{}"u8), keys.Sign("id", now, "{}"u8));
        Assert.Equal(new WebhookKeys(second).Sign("id", until, "{}"u8), keys.Sign("id", until, "{}"u8));

        rotated = await Webhooks.RotateAsync(_webhook.Id, third, now.AddSeconds(-1), Cancellation);
        Assert.Null(rotated!.FormerUntil);
        keys = (await Webhooks.ReadKeysAsync(_webhook.Id, Cancellation))!;
        Assert.Equal(new WebhookKeys(third).Sign("id", now, "{}"u8), keys.Sign("id", now, "{}"u8));

        await Store.CloseAsync();
        using var raw = Store.OpenRaw();
        var rows = Schema.TableText.Tables(raw.Session, raw.Dialect).SelectMany(table => Schema.TableText.Rows(raw.Session, table.Key, table.Value)).ToList();
        Assert.All((string[])[_secret, second, third], secret => Assert.DoesNotContain(rows, row => row.Contains(secret[6..], StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Removed_webhook_leaves_nothing()
    {
        await AddAsync();
        Assert.True(await Webhooks.DeleteAsync(_webhook.Id, Cancellation));
        Assert.False(await Webhooks.DeleteAsync(_webhook.Id, Cancellation));
        Assert.Empty(await Webhooks.ListAsync(Cancellation));
        Assert.Empty(await Webhooks.ListStandingsAsync(Cancellation));
        Assert.Null(await Webhooks.FindStandingAsync(_webhook.Id, Cancellation));
        Assert.Null(await Webhooks.ReadKeysAsync(_webhook.Id, Cancellation));
        Assert.Null(await Webhooks.ChangeAsync(_webhook.Id, webhook => webhook, anew: true, Cancellation));
        Assert.Null(await Webhooks.RotateAsync(_webhook.Id, _secret, Noon, Cancellation));
        Assert.Null(await Webhooks.ReplayAsync(_webhook.Id, 0, Cancellation));
        Assert.False(await Webhooks.SaveStandingAsync(_webhook.Id, new WebhookStanding(1, 0), Cancellation));
    }

    private async Task AddAsync()
    {
        Assert.True(await Webhooks.AddAsync(_webhook, _secret, null, 10, Cancellation));
        await Store.HoldWebhookAsync(_webhook.Id);
    }

    private async Task<List<string>> StatesAsync() =>
        [.. (await Store.Changes.ReadAsync(0, 100, Cancellation)).Select(change => System.Text.Json.JsonDocument.Parse(change.Detail!).RootElement.GetProperty("state").GetString()!)];
}

public sealed class SqliteWebhookStoreTests : WebhookStoreTests<SqliteTestStore>;

public sealed class PostgreSqlWebhookStoreTests : WebhookStoreTests<PostgreSqlTestStore>;
