using System.Globalization;
using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.Common;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>A partner is away, comes back ill, and recovers. It gets what it missed; nobody else notices.</summary>
public sealed class PartnerOutageTests
{
    [Fact]
    public async Task Partner_that_was_down_receives_the_latest_state_of_each_object_and_each_cdr_once()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var network = await TestNetwork.StartAsync(cancellation);
        var ill = await network.AddProviderAsync("PRV", OcpiVersion.V221, cancellation);
        var well = await network.AddProviderAsync("PRX", OcpiVersion.V230, cancellation);
        await WorkAsync(network.Ledger, 1, cancellation);
        await network.CompleteAsync(ill, "PRV", cancellation);
        await network.CompleteAsync(well, "PRX", cancellation);

        // Down: connections are refused. The other one has everything while this lasts.
        await ill.StopAsync();
        for (var round = 2; round <= 8; round++)
        {
            await WorkAsync(network.Ledger, round, cancellation);
        }

        await network.CompleteAsync(well, "PRX", cancellation);
        var down = await network.DeliveryUntilAsync(
            ill, delivery => (string?)delivery["state"] == "backing_off" && (int?)delivery["failed_attempts"] >= 2 && (int?)delivery["pending"] > 0, "the outage shows", cancellation);
        Assert.True((long)down["lag"]! > 0, down.ToJsonString());
        Assert.NotNull(down["retry_at"]);
        Assert.NotNull(down["oldest_pending_seconds"]);
        Assert.NotNull(down["last_error"]);
        Assert.NotEmpty(Judge.Missing(network.Ledger, ill.Inbox, "PRV"));

        // Back, but ill: it answers 500 and does nothing.
        var before = ill.Inbox.Arrivals.Count;
        var failures = 0;
        ill.Script = request => request.Path.Value!.Contains("/receiver/", StringComparison.Ordinal) && Interlocked.Increment(ref failures) > 0 ? new Verdict.Answer(500) : null;
        await ill.StartAsync(cancellation);
        Assert.True((await ill.Gateway.GetCredentialsAsync(cancellation: cancellation)).IsSuccess);
        await Eventually.TrueAsync(() => Volatile.Read(ref failures) >= 3, "it was tried while it was ill", () => network.Gateway.Output, cancellation);
        Assert.Equal(before, ill.Inbox.Arrivals.Count);

        ill.Script = _ => null;
        Assert.True((await ill.Gateway.GetCredentialsAsync(cancellation: cancellation)).IsSuccess);
        await network.CompleteAsync(ill, "PRV", cancellation);
        await network.DeliveryUntilAsync(ill, delivery => (string?)delivery["state"] == "idle" && (long?)delivery["lag"] == 0, "the delivery is done", cancellation);
        var missed = ill.Inbox.Arrivals.Skip(before).ToList();
        Assert.All(missed.GroupBy(arrival => arrival.Key), arrivals => Assert.Single(arrivals));
        Assert.Empty(Judge.Inversions(ill.Inbox));
        Assert.Empty(Judge.RepeatedCdrs(ill.Inbox));
        Assert.Empty(Judge.RepeatedCdrs(well.Inbox));
        Assert.Empty((await network.Gateway.Api.GetAsync("/api/refusals"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Partner_that_is_heard_again_need_not_wait_for_the_end_of_the_back_off()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var network = await TestNetwork.StartAsync(cancellation);
        var provider = await network.AddProviderAsync("PRV", OcpiVersion.V221, cancellation);
        provider.Script = request => request.Path.Value!.Contains("/receiver/", StringComparison.Ordinal) ? new Verdict.Answer(503) : null;
        await network.Ledger.TariffAsync("T1", 1, cancellation);

        // The wait has to be long enough to tell an early attempt from one that was due anyway.
        JsonNode delivery;
        DateTimeOffset due;
        do
        {
            delivery = await network.DeliveryUntilAsync(
                provider, delivery => delivery["retry_at"] is { } at && At(at) - DateTimeOffset.UtcNow > TimeSpan.FromSeconds(12), "the waits have become long", cancellation);
            due = At(delivery["retry_at"]!);
        }
        while (due - DateTimeOffset.UtcNow < TimeSpan.FromSeconds(11));

        provider.Script = _ => null;
        var heard = await provider.Gateway.GetCredentialsAsync(cancellation: cancellation);
        Assert.True(heard.IsSuccess, heard.Describe());
        await network.CompleteAsync(provider, "PRV", cancellation);
        Assert.True(DateTimeOffset.UtcNow < due, $"It came only when it was due, at {due:O}.");
    }

    [Fact]
    public async Task Slow_partner_and_lost_answers_delay_and_repeat_nothing_for_others_and_no_cdr()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var network = await TestNetwork.StartAsync(cancellation);
        var slow = await network.AddProviderAsync("PRV", OcpiVersion.V221, cancellation);
        var well = await network.AddProviderAsync("PRX", OcpiVersion.V221, cancellation);
        await network.Ledger.CdrAsync("C0", "PRV", 0, cancellation);
        await network.CompleteAsync(slow, "PRV", cancellation);

        // One loses answers, rejects its token, and asks for patience, with CDRs too; and then it does not answer before the other one has everything.
        var count = 0;
        var others = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        slow.Script = request => !request.Path.Value!.Contains("/receiver/", StringComparison.Ordinal) || request.Method == "GET" ? null
            : Interlocked.Increment(ref count) switch
            {
                1 or 4 => new Verdict.DieAfterwards(),
                5 => new Verdict.Answer(429),
                7 => new Verdict.Answer(401, 2001),
                < 9 => new Verdict.Slowly(TimeSpan.FromMilliseconds(50)),
                _ => new Verdict.Held(others.Task),
            };
        for (var round = 1; round <= 4; round++)
        {
            await WorkAsync(network.Ledger, round, cancellation);
        }

        await network.CompleteAsync(well, "PRX", cancellation);
        Assert.NotEmpty(Judge.Missing(network.Ledger, slow.Inbox, "PRV"));
        await Eventually.TrueAsync(() => Volatile.Read(ref count) >= 9, "every trouble happened", () => network.Gateway.Output, cancellation);
        slow.Script = _ => null;
        others.SetResult();
        await network.CompleteAsync(slow, "PRV", cancellation);
        await network.DeliveryUntilAsync(slow, delivery => (string?)delivery["state"] == "idle", "the delivery is done", cancellation);

        Assert.Empty(Judge.Inversions(slow.Inbox));
        Assert.Empty(Judge.RepeatedCdrs(slow.Inbox));
    }

    private static DateTimeOffset At(JsonNode time) => DateTimeOffset.Parse((string)time!, CultureInfo.InvariantCulture);

    private static async Task WorkAsync(Ledger ledger, int round, CancellationToken cancellation)
    {
        for (var number = 1; number <= 6; number++)
        {
            var location = string.Create(CultureInfo.InvariantCulture, $"L{number}");
            var cdr = (round * 100) + number;
            var provider = number % 2 == 0 ? "PRV" : "PRX";
            await ledger.TariffAsync(string.Create(CultureInfo.InvariantCulture, $"T{number}"), round, cancellation);
            await ledger.LocationAsync(location, round * 10, "AVAILABLE", cancellation);
            await ledger.EvseStatusAsync(location, "E1", (round * 10) + 1, "CHARGING", cancellation);
            await ledger.SessionAsync(string.Create(CultureInfo.InvariantCulture, $"S{number}"), provider, location, round * 10, cancellation);
            await ledger.CdrAsync(string.Create(CultureInfo.InvariantCulture, $"C{cdr}"), provider, cdr, cancellation);
        }
    }
}
