using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.Common;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>What a gateway knows is not lost with its process.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task Everything_that_was_settled_stands_after_a_crash()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var network = await TestNetwork.StartAsync(cancellation);
        var (gateway, api) = (network.Gateway, network.Gateway.Api);
        var provider = await network.AddProviderAsync("PRV", OcpiVersion.V221, cancellation);
        provider.Script = request => request.Path.Value!.EndsWith("/T2", StringComparison.Ordinal) ? new Verdict.Answer(200, 2001, "no") : null;
        await api.PutAsync("/api/parties/NL/OWN/CPO", """{"name":"Own network"}""");
        await api.PostAsync("/api/agreements", new JsonObject { ["from"] = "NL/OPR", ["to"] = "NL/PRV" });
        await network.Ledger.TariffAsync("T1", 1, cancellation);
        await network.Ledger.TariffAsync("T2", 1, cancellation);
        await network.Ledger.LocationAsync("L1", 1, "AVAILABLE", cancellation);
        await network.DeliveryUntilAsync(provider, delivery => (string?)delivery["state"] == "idle" && (long?)delivery["lag"] == 0, "nothing waits", cancellation);
        var before = await ReadAsync(api);
        var exchanges = Ids(await api.GetAsync("/api/exchanges?limit=200"));
        Assert.NotEmpty(exchanges);

        await gateway.KillAsync();
        await gateway.RunAsync(cancellation);

        Assert.Equal(before, await ReadAsync(api));
        Assert.Empty(exchanges.Except(Ids(await api.GetAsync("/api/exchanges?limit=1000"))));
        Assert.True((await provider.Gateway.GetCredentialsAsync(cancellation: cancellation)).IsSuccess);
        var received = provider.Inbox.Arrivals.Count;
        await network.Ledger.TariffAsync("T1", 2, cancellation);
        await Eventually.TrueAsync(() => provider.Inbox.Arrivals.Count > received, "the provider is still served", () => gateway.Output, cancellation);
        Assert.Equal("state 2", (string?)provider.Inbox.Find("tariffs/T1")!["tariff_alt_text"]![0]!["text"]);
    }

    [Fact]
    public async Task Listener_that_comes_back_with_Last_Event_ID_misses_nothing_and_gets_nothing_twice()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var network = await TestNetwork.StartAsync(cancellation);
        using var http = new HttpClient { BaseAddress = network.Gateway.BaseUrl };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", GatewayProcess.Key);
        var seen = new List<long>();
        for (var life = 0; life < 3; life++)
        {
            var from = seen.Count == 0 ? 0 : seen[^1];
            for (var number = 0; number < 20; number++)
            {
                await network.Ledger.TariffAsync(string.Create(CultureInfo.InvariantCulture, $"T{number}"), life + 1, cancellation);
            }

            var last = (long)(await network.Gateway.Api.GetAsync("/api/status"))["sequence"]!;
            seen.AddRange(await ListenAsync(http, from, last - (life == 2 ? 0 : 7), cancellation));
            await network.Gateway.KillAsync();
            await network.Gateway.RunAsync(cancellation);
        }

        // The sequence has no gaps: a listener can tell that it missed nothing.
        Assert.Equal(Enumerable.Range(1, seen.Count).Select(number => (long)number), seen);
        Assert.True(seen.Count >= 60, $"{seen.Count}");
    }

    private static async Task<string> ReadAsync(OperatorClient api)
    {
        var connections = (await api.GetAsync("/api/connections"))["items"]!.AsArray();
        foreach (var connection in connections)
        {
            connection!.AsObject().Remove("delivery");
            connection["profile"]!.AsObject().Remove("seen"); // written down a moment after it was seen
        }

        var parties = await api.GetAsync("/api/parties");
        var agreements = await api.GetAsync("/api/agreements");
        var refusals = await api.GetAsync("/api/refusals");
        Assert.Single(refusals["items"]!.AsArray());
        Assert.Contains("OWN", parties.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("PRV", agreements.ToJsonString(), StringComparison.Ordinal);
        return string.Join(
            Environment.NewLine, connections.ToJsonString(), parties.ToJsonString(), agreements.ToJsonString(), refusals.ToJsonString(), (await api.GetAsync("/api/status"))["sequence"]);
    }

    private static HashSet<string> Ids(JsonNode page) => [.. page["items"]!.AsArray().Select(item => (string)item!["id"]!)];

    /// <summary>Reads the stream up to an event.</summary>
    private static async Task<IReadOnlyList<long>> ListenAsync(HttpClient http, long lastEventId, long until, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/events", UriKind.Relative));
        request.Headers.Add("Last-Event-ID", lastEventId.ToString(CultureInfo.InvariantCulture));
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation));
        var ids = new List<long>();
        while (ids.Count == 0 || ids[^1] < until)
        {
            if (await reader.ReadLineAsync(cancellation) is { } line && line.StartsWith("id: ", StringComparison.Ordinal))
            {
                ids.Add(long.Parse(line[4..], CultureInfo.InvariantCulture));
            }
        }

        return ids;
    }
}
