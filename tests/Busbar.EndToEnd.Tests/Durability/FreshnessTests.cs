using System.Text;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>Older never overwrites newer, in whatever order and over however many connections it comes.</summary>
public sealed class FreshnessTests
{
    [Fact]
    public async Task Concurrent_puts_of_one_object_converge_to_the_newest_and_the_sender_of_older_ones_is_told()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var network = await TestNetwork.StartAsync(cancellation);
        var provider = await network.AddProviderAsync("PRV", OcpiVersion.V221, cancellation);
        var operatorSide = network.Operator.Gateway;
        var tariff = new ObjectAddress(ModuleId.Tariffs, Documents.Operator, "T1");
        var evse = new ObjectAddress(ModuleId.Locations, Documents.Operator, "L1", "E1");
        await network.Ledger.LocationAsync("L1", 1, "AVAILABLE", cancellation);

        // Every state once, in no order, from several requests at once: the newest is among them.
        var states = Enumerable.Range(10, 120).ToArray();
        new Random(5).Shuffle(states);
        await Parallel.ForEachAsync(states, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (state, ct) =>
        {
            var put = await operatorSide.PutAsync(tariff, Encoding.UTF8.GetBytes(Documents.Tariff("T1", state)), cancellation: ct);
            Assert.True(put.IsSuccess, put.Describe());
            var patch = await operatorSide.PatchAsync(evse, Encoding.UTF8.GetBytes(Documents.EvsePatch(state, state % 2 == 0 ? "CHARGING" : "BLOCKED")), cancellation: ct);
            Assert.True(patch.IsSuccess, patch.Describe());
        });
        var late = await operatorSide.PutAsync(tariff, Encoding.UTF8.GetBytes(Documents.Tariff("T1", 9)), cancellation: cancellation);
        Assert.Contains("newer last_updated", late.Message, StringComparison.Ordinal);

        await network.Ledger.TariffAsync("T-last", 1, cancellation);
        await Eventually.TrueAsync(() => provider.Inbox.Find("tariffs/T-last") is not null, "the last change has arrived", () => network.Gateway.Output, cancellation);
        await network.DeliveryUntilAsync(provider, delivery => (string?)delivery["state"] == "idle" && (long?)delivery["lag"] == 0, "nothing waits", cancellation);
        Assert.Equal("state 129", (string?)provider.Inbox.Find("tariffs/T1")!["tariff_alt_text"]![0]!["text"]);
        var told = provider.Inbox.Find("locations/L1")!["evses"]!.AsArray().Single(e => (string)e!["uid"]! == "E1")!;
        Assert.Equal(("BLOCKED", Documents.Time(129)), ((string)told["status"]!, (string)told["last_updated"]!));
        Assert.Empty(Judge.Inversions(provider.Inbox));
    }
}
