using Busbar.Core.Objects;
using Busbar.Core.Webhooks;

namespace Busbar.Gateway.Tests.Webhooks;

/// <summary>What happens when a receiver, or the gateway's own store, does not take what it is given.</summary>
public sealed class WebhookFailureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task What_is_not_taken_is_tried_again_with_a_growing_wait_and_nothing_overtakes_it(int status)
    {
        await using var rig = await WebhookRig.StartAsync();
        var webhook = await rig.AddAsync();
        var failures = 4;
        rig.Receiver.Answer = _ => Task.FromResult(ScriptedReceiver.Status(failures-- > 0 ? status : 200));
        await rig.HappenAsync(3);
        await WebhookRig.UntilAsync(() => rig.Receiver.Attempts.Count == 1);
        await WebhookRig.UntilAsync(() => rig.Standing(webhook)?.NextAttemptAt is not null);
        var standing = rig.Standing(webhook)!;
        Assert.Equal((1L, 1, status), (standing.Sequence, standing.FailedAttempts, standing.LastFailure!.HttpStatus!.Value));
        Assert.Single(rig.Receiver.Attempts); // as long as the clock stands still

        await rig.PassUntilAsync(() => rig.Receiver.Taken.Count == 3);
        var attempts = rig.Receiver.Attempts;
        Assert.Equal([2L, 2, 2, 2, 2, 3, 4], attempts.Select(ScriptedReceiver.Sequence));
        Assert.Single(attempts.Take(5).Select(message => message.Id).Distinct());
        foreach (var (index, least) in ((int, double)[])[(1, 0.75), (2, 1.5), (3, 3), (4, 6)])
        {
            Assert.True(attempts[index].At - attempts[index - 1].At >= TimeSpan.FromSeconds(least), $"attempt {index + 1} came after {attempts[index].At - attempts[index - 1].At}");
        }

        // That it is well again is written down at once, and so was every failure.
        var written = (await rig.Store.FindStandingAsync(webhook.Id, Cancellation))!;
        Assert.Equal((0, null, $"The receiver answered {status}."), (written.FailedAttempts, written.NextAttemptAt, written.LastFailure!.Reason));
        Assert.NotNull(written.LastSuccessAt);
        Assert.Equal([(webhook.Id, 3L, 4L)], rig.Tally.Counts);
    }

    [Fact]
    public async Task Receiver_that_asks_for_a_pause_gets_it_also_over_a_restart()
    {
        await using var rig = await WebhookRig.StartAsync();
        var webhook = await rig.AddAsync();
        rig.Receiver.Answer = _ => Task.FromResult(ScriptedReceiver.Status(429, TimeSpan.FromMinutes(20)));
        await rig.HappenAsync();
        await WebhookRig.UntilAsync(() => rig.Standing(webhook)?.NextAttemptAt is not null);
        await rig.RestartAsync();
        rig.Receiver.Answer = null;
        await rig.PassUntilAsync(() => rig.Receiver.Taken.Count == 1, seconds: 60);
        Assert.True(rig.Receiver.Attempts[1].At - rig.Receiver.Attempts[0].At >= TimeSpan.FromMinutes(20));
    }

    [Fact]
    public async Task Webhook_whose_receiver_is_gone_is_sent_nothing_until_the_operator_says_so()
    {
        await using var rig = await WebhookRig.StartAsync();
        var webhook = await rig.AddAsync(null, "agreement.changed");
        rig.Receiver.Answer = _ => Task.FromResult(ScriptedReceiver.Status(410));
        await rig.HappenAsync(3);
        await WebhookRig.UntilAsync(() => rig.Book.Find(webhook.Id)!.GoneAt is not null);
        await rig.HappenAsync(2);
        await rig.RestartAsync();
        Assert.Single(rig.Receiver.Attempts);
        Assert.Equal(410, (await rig.Store.FindStandingAsync(webhook.Id, Cancellation))!.LastFailure!.HttpStatus);

        rig.Receiver.Answer = null;
        await rig.Book.ChangeAsync(webhook.Id, known => known, anew: true, Cancellation);
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 5);
        var wanted = (await rig.Log.ReadAsync(0, 100, Cancellation)).Where(change => change.Kind == ChangeKind.AgreementChanged).Select(change => change.Sequence);
        Assert.Equal(wanted, rig.Receiver.Taken.Select(ScriptedReceiver.Sequence));
    }

    [Fact]
    public async Task Webhook_that_fails_is_tried_at_once_when_the_operator_wants_it_so()
    {
        await using var rig = await WebhookRig.StartAsync();
        var webhook = await rig.AddAsync(null, "agreement.changed");
        rig.Receiver.Answer = _ => Task.FromResult(ScriptedReceiver.Status(503, TimeSpan.FromHours(1)));
        await rig.HappenAsync();
        await WebhookRig.UntilAsync(() => rig.Standing(webhook)?.NextAttemptAt is not null);
        rig.Receiver.Answer = null;
        await rig.Book.ChangeAsync(webhook.Id, known => known, anew: true, Cancellation);
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 1); // while the clock stands still
    }

    [Fact]
    public async Task Receiver_that_takes_nothing_holds_up_itself_only()
    {
        await using var rig = await WebhookRig.StartAsync();
        var (bad, good) = (await rig.AddAsync(null, "agreement.changed"), await rig.AddAsync(null, "agreement.changed"));
        rig.Receiver.Answer = message => Task.FromResult(ScriptedReceiver.Status(message.Id.Contains(bad.Id.ToString("N"), StringComparison.Ordinal) ? 503 : 200));
        await rig.HappenAsync(50);
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 50);
        Assert.All(rig.Receiver.Taken, message => Assert.Contains(good.Id.ToString("N"), message.Id, StringComparison.Ordinal));
        await WebhookRig.UntilAsync(() => rig.Standing(bad)?.FailedAttempts == 1);
    }

    [Fact]
    public async Task Store_that_cannot_write_loses_nothing_and_has_nothing_sent_twice()
    {
        await using var rig = await WebhookRig.StartAsync();
        await rig.AddAsync();
        rig.Store.FailNext = new StoreUnavailableException("The disk is full.");
        await rig.HappenAsync(5);
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 5);
        await rig.PassUntilAsync(() => rig.Store.FailNext is null);
        await rig.HappenAsync(5);
        await rig.PassUntilAsync(() => rig.Receiver.Taken.Count == 10 && rig.Store.Saves > 0);
        Assert.Equal(Enumerable.Range(2, 10).Select(sequence => (long)sequence), rig.Receiver.Attempts.Select(ScriptedReceiver.Sequence));
    }

    [Fact]
    public async Task New_secret_signs_beside_the_one_before_it_until_the_overlap_ends()
    {
        await using var rig = await WebhookRig.StartAsync();
        var webhook = await rig.AddAsync(null, "agreement.changed");
        var former = (await rig.Book.ReadKeysAsync(webhook.Id, Cancellation))!;
        var secret = WebhookSecret.New();
        await rig.HappenAsync();
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 1);
        await rig.Book.RotateAsync(webhook.Id, secret, rig.Time.GetUtcNow().AddHours(1), Cancellation);
        await rig.HappenAsync();
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 2);
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.HappenAsync();
        await WebhookRig.UntilAsync(() => rig.Receiver.Taken.Count == 3);

        var taken = rig.Receiver.Taken;
        Assert.Equal(Sign(former, taken[0]), taken[0].Signature);
        Assert.Equal($"{Sign(new WebhookKeys(secret), taken[1])} {Sign(former, taken[1])}", taken[1].Signature);
        Assert.Equal(Sign(new WebhookKeys(secret), taken[2]), taken[2].Signature);
    }

    private static string Sign(WebhookKeys keys, WebhookMessage message) => keys.Sign(message.Id, message.At, message.Body.Span);
}
