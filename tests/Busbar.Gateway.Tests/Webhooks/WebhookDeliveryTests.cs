using System.Text;
using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Admin.Events;
using Busbar.Core.Objects;
using Busbar.Core.Retention;
using Busbar.Core.Verdicts;

namespace Busbar.Gateway.Tests.Webhooks;

/// <summary>What a webhook is sent, in which order, and from where.</summary>
public sealed class WebhookDeliveryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_are_sent_one_by_one_in_order_with_what_the_event_stream_has_and_a_stable_id()
    {
        await using var rig = await WebhookRig.StartAsync();
        var webhook = await rig.AddAsync(after: 0);
        await rig.HappenAsync(300);
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 301);

        var taken = rig.Receiver.Taken;
        Assert.Equal(Enumerable.Range(1, 301).Select(sequence => (long)sequence), taken.Select(ScriptedReceiver.Sequence));
        Assert.Equal(
            (await rig.Log.ReadAsync(0, 1000, Cancellation)).Select(change => $"evt_{webhook.Id:N}_{change.Sequence}_{change.At.UtcTicks:x}"), taken.Select(message => message.Id));
        Assert.All(taken, message => Assert.Equal(webhook.Url, message.Url));
        var keys = (await rig.Book.ReadKeysAsync(webhook.Id, Cancellation))!;
        Assert.All(taken, message => Assert.Equal(keys.Sign(message.Id, message.At, message.Body.Span), message.Signature));
        var happened = EventFeed.View((await rig.Log.ReadAsync(0, 1, Cancellation))[0]);
        Assert.Equal(("webhook.changed", happened.At), (ScriptedReceiver.Body(taken[0]).GetProperty("type").GetString(), ScriptedReceiver.Body(taken[0]).GetProperty("timestamp").GetDateTimeOffset()));
        Assert.Equal(JsonSerializer.Serialize(happened, AnswerJson.Context.EventView), ScriptedReceiver.Body(taken[0]).GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Filters_keep_back_what_is_not_wanted_and_the_place_moves_past_it()
    {
        await using var rig = await WebhookRig.StartAsync();
        var webhook = await rig.AddAsync(null, "refusal.changed", "call.changed");
        await rig.HappenAsync(40);
        await rig.HappenAsync(1, ChangeKind.CallChanged);
        await rig.HappenAsync(40);
        await rig.HappenAsync(1, ChangeKind.RefusalChanged);
        await rig.HappenAsync(3);
        await WebhookRig.UntilAsync(() => rig.Tally.Standings.TryGetValue(webhook.Id, out var standing) && standing.Sequence == 86);
        Assert.Equal([42L, 83L], rig.Receiver.Taken.Select(ScriptedReceiver.Sequence));
    }

    [Fact]
    public async Task Place_is_written_down_sparsely_and_not_for_every_event()
    {
        await using var rig = await WebhookRig.StartAsync();
        var webhook = await rig.AddAsync();
        await rig.HappenAsync(400);
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 400);
        Assert.Equal(0, rig.Store.Saves); // the clock stood still

        await rig.PassUntilAsync(() => rig.Store.Saves > 0);
        Assert.Equal(401, (await rig.Store.FindStandingAsync(webhook.Id, Cancellation))!.Sequence);
        Assert.Equal(1, rig.Store.Saves);
        Assert.Equal([(webhook.Id, 400L, 0L)], rig.Tally.Counts);
    }

    [Fact]
    public async Task Restart_resumes_where_it_stopped_without_gap_or_repetition()
    {
        await using var rig = await WebhookRig.StartAsync();
        await rig.AddAsync();
        rig.Receiver.Answer = message => Task.FromResult(ScriptedReceiver.Status(ScriptedReceiver.Sequence(message) <= 6 ? 204 : 503));
        await rig.HappenAsync(10);
        await WebhookRig.UntilAsync(() => rig.Receiver.Attempts.Count == 6);
        await rig.RestartAsync();
        rig.Receiver.Answer = null;
        await rig.PassUntilAsync(() => rig.Receiver.Taken.Count == 10);
        Assert.Equal(Enumerable.Range(2, 10).Select(sequence => (long)sequence), rig.Receiver.Taken.Select(ScriptedReceiver.Sequence));
    }

    [Fact]
    public async Task Stop_waits_for_an_answer_only_so_long_and_what_was_under_way_is_sent_again_with_its_id()
    {
        await using var rig = await WebhookRig.StartAsync();
        await rig.AddAsync();
        var asked = new TaskCompletionSource<string>();
        rig.Receiver.Answer = message =>
        {
            asked.TrySetResult(message.Id);
            return new TaskCompletionSource<Core.Webhooks.WebhookAnswer>().Task;
        };
        await rig.HappenAsync();
        var id = await asked.Task.WaitAsync(Cancellation);
        var restarting = rig.RestartAsync();
        await rig.PassUntilAsync(() => restarting.IsCompleted);
        await restarting;
        rig.Receiver.Answer = null;
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 1);
        Assert.Equal(id, rig.Receiver.Taken[0].Id);
    }

    [Fact]
    public async Task Replay_sends_the_same_events_again_with_the_same_ids()
    {
        await using var rig = await WebhookRig.StartAsync();
        var webhook = await rig.AddAsync(null, "agreement.changed");
        await rig.HappenAsync(20);
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 20);
        await rig.Book.ReplayAsync(webhook.Id, 11, Cancellation);
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 30);
        Assert.Equal(Enumerable.Range(12, 10).Select(sequence => (long)sequence), rig.Receiver.Taken.Skip(20).Select(ScriptedReceiver.Sequence));
        Assert.Equal(rig.Receiver.Taken.Skip(10).Take(10).Select(message => (message.Id, Text(message.Body))), rig.Receiver.Taken.Skip(20).Take(10).Select(message => (message.Id, Text(message.Body))));
    }

    [Fact]
    public async Task Paused_webhook_gets_nothing_and_everything_once_it_goes_on()
    {
        await using var rig = await WebhookRig.StartAsync();
        var webhook = await rig.AddAsync(null, "agreement.changed");
        await rig.HappenAsync();
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 1);
        await rig.Book.ChangeAsync(webhook.Id, known => known with { PausedAt = rig.Time.GetUtcNow() }, anew: false, Cancellation);
        await WebhookRig.UntilAsync(() => rig.Tally.Standings.Count == 0);
        await rig.HappenAsync(5);
        await rig.RestartAsync();
        Assert.Single(rig.Receiver.Attempts);
        await rig.Book.ChangeAsync(webhook.Id, known => known with { PausedAt = null, Url = new Uri("https://other.example/") }, anew: true, Cancellation);
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 6);
        Assert.Equal([2L, 4, 5, 6, 7, 8], rig.Receiver.Taken.Select(ScriptedReceiver.Sequence));
        Assert.All(rig.Receiver.Taken.Skip(1), message => Assert.Equal("other.example", message.Url.Host));
    }

    [Fact]
    public async Task Webhook_that_was_away_for_longer_than_the_log_is_kept_is_told_what_is_missing()
    {
        await using var rig = await WebhookRig.StartAsync();
        var webhook = await rig.AddAsync(after: 0, "agreement.changed");
        await rig.Book.ChangeAsync(webhook.Id, known => known with { PausedAt = rig.Time.GetUtcNow() }, anew: false, Cancellation);
        await rig.HappenAsync(8);
        await rig.Get<IVerdictStore>().SaveAsync([], long.MaxValue, Cancellation);
        rig.Time.Advance(TimeSpan.FromDays(100));
        await rig.HappenAsync(2);
        var step = await rig.Get<IRetentionStore>().RemoveAsync(RetainedKind.Unread, rig.Time.GetUtcNow().AddDays(-90), 0, Cancellation);
        Assert.Equal(10, step.Removed);
        await rig.RestartAsync(); // the newest entries are in memory otherwise

        await rig.Book.ChangeAsync(webhook.Id, known => known with { PausedAt = null }, anew: true, Cancellation);
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 3);
        Assert.Equal(["log.gap", "agreement.changed", "agreement.changed"], rig.Receiver.Taken.Select(message => ScriptedReceiver.Body(message).GetProperty("type").GetString()));
        Assert.Equal(10, ScriptedReceiver.Body(rig.Receiver.Taken[0]).GetProperty("data").GetProperty("detail").GetProperty("last").GetInt64());
        Assert.StartsWith($"gap_{webhook.Id:N}_10_", rig.Receiver.Taken[0].Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removed_webhook_gets_nothing_more_and_is_no_longer_counted()
    {
        await using var rig = await WebhookRig.StartAsync();
        var webhook = await rig.AddAsync();
        var other = await rig.AddAsync();
        await rig.HappenAsync();
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 3); // the making of the second one is news to the first
        await rig.Book.DeleteAsync(webhook.Id, Cancellation);
        await WebhookRig.UntilAsync(() => !rig.Tally.Standings.ContainsKey(webhook.Id));
        await rig.HappenAsync();
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count(message => message.Id.Contains(other.Id.ToString("N"), StringComparison.Ordinal)) == 3);
        Assert.DoesNotContain(rig.Receiver.Taken, message => message.Id.Contains(webhook.Id.ToString("N"), StringComparison.Ordinal) && ScriptedReceiver.Sequence(message) > 4);
        await WebhookRig.UntilAsync(() => rig.Tally.Counts.Count == 1);
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
