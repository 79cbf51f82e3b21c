using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.Common;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>What a partner refuses holds up nothing, is shown with the partner's words, and can be sent again.</summary>
public sealed class RefusedPushTests
{
    [Fact]
    public async Task Refusals_are_listed_with_the_partners_words_and_replayed_after_the_repair()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var network = await TestNetwork.StartAsync(cancellation);
        var provider = await network.AddProviderAsync("PRV", OcpiVersion.V221, cancellation);
        var posts = 0;
        provider.Script = request => request.Path.Value! switch
        {
            var path when path.EndsWith("/tariffs/NL/OPR/T2", StringComparison.Ordinal) => new Verdict.Answer(200, 2001, "we know no energy"),
            var path when path.EndsWith("/locations/NL/OPR/L2", StringComparison.Ordinal) => new Verdict.Answer(400, 2001, "what a strange street"),
            var path when path.EndsWith("/cdrs", StringComparison.Ordinal) && request.Method == "POST" && Interlocked.Increment(ref posts) == 1 => new Verdict.Answer(200, 2001, "too cheap"),
            _ => null,
        };
        await network.Ledger.CdrAsync("C1", "PRV", 1, cancellation);
        await Eventually.TrueAsync(() => Volatile.Read(ref posts) == 1, "the CDR was posted", () => network.Gateway.Output, cancellation);
        for (var number = 1; number <= 4; number++)
        {
            await network.Ledger.TariffAsync($"T{number}", 1, cancellation);
            await network.Ledger.LocationAsync($"L{number}", 1, "AVAILABLE", cancellation);
            await network.Ledger.CdrAsync($"C{number + 1}", "PRV", number + 1, cancellation);
        }

        await Eventually.TrueAsync(
            () => Judge.Missing(network.Ledger, provider.Inbox, "PRV").All(missing => missing.StartsWith("tariffs/T2", StringComparison.Ordinal)
                || missing.StartsWith("locations/L2", StringComparison.Ordinal) || missing.StartsWith("cdrs/C1:", StringComparison.Ordinal)),
            "everything else has arrived",
            () => string.Join(", ", Judge.Missing(network.Ledger, provider.Inbox, "PRV")),
            cancellation);
        await network.DeliveryUntilAsync(provider, delivery => (string?)delivery["state"] == "idle" && (long?)delivery["lag"] == 0, "nothing waits", cancellation);

        // They outlive the process.
        await network.Gateway.KillAsync();
        await network.Gateway.RunAsync(cancellation);
        var refusals = (await network.Gateway.Api.GetAsync("/api/refusals?state=open"))["items"]!.AsArray();
        Assert.Equal(["C1", "L2", "T2"], refusals.Select(refusal => (string)refusal!["object_id"]!).Order());
        AssertWords(refusals, "T2", "we know no energy", 200, 2001);
        AssertWords(refusals, "L2", "what a strange street", 400, 2001);
        AssertWords(refusals, "C1", "too cheap", 200, 2001);

        // Not repaired yet: it stays open. Repaired: it goes through.
        var tariff = refusals.Single(refusal => (string)refusal!["object_id"]! == "T2")!;
        Assert.Equal("refused", (string?)(await network.Gateway.Api.PostAsync($"/api/refusals/{tariff["id"]}/replay", null))["outcome"]);
        provider.Script = _ => null;
        foreach (var refusal in refusals)
        {
            var replayed = await network.Gateway.Api.PostAsync($"/api/refusals/{refusal!["id"]}/replay", null);
            Assert.True((bool)replayed["accepted"]!, replayed.ToJsonString());
            Assert.Equal("resolved", (string?)(await network.Gateway.Api.GetAsync($"/api/refusals/{refusal["id"]}"))["state"]);
        }

        Assert.Empty(Judge.Missing(network.Ledger, provider.Inbox, "PRV"));
        Assert.Empty(Judge.RepeatedCdrs(provider.Inbox));
        Assert.Empty((await network.Gateway.Api.GetAsync("/api/refusals?state=open"))["items"]!.AsArray());
        Assert.Equal(409, (await network.Gateway.Api.TrySendAsync(HttpMethod.Post, $"/api/refusals/{tariff["id"]}/replay", null)).Status);
    }

    private static void AssertWords(JsonArray refusals, string id, string words, int http, int ocpi)
    {
        var refusal = refusals.Single(refusal => (string)refusal!["object_id"]! == id)!;
        Assert.Contains(words, (string)refusal["reason"]!, StringComparison.Ordinal);
        Assert.Equal(http, (int)refusal["http_status"]!);
        Assert.Equal(ocpi, (int)refusal["ocpi_status"]!);
    }
}
