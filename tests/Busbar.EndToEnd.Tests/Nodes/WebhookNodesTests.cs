using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Testing.Databases;

namespace Busbar.EndToEnd.Tests.Nodes;

/// <summary>Webhooks where several processes share a database: one of them sends, and another one when that one dies.</summary>
public sealed class WebhookNodesTests
{
    [Fact]
    public async Task One_process_sends_every_event_once_and_in_order_and_the_other_goes_on_when_it_dies()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await GatewayCluster.StartAsync(2, cancellation);
        await using var listener = await WebhookListener.StartAsync();
        await cluster.Nodes[0].Api.PutAsync("/api/parties/NL/QUA/CPO", "{}");
        var webhook = await cluster.Nodes[0].Api.PostAsync("/api/webhooks", new JsonObject { ["url"] = listener.Url, ["types"] = new JsonArray("object.stored") });
        var id = (string)webhook["id"]!;
        Assert.Equal(id, (string)(await cluster.Nodes[1].Api.GetAsync($"/api/webhooks/{id}"))["id"]!);

        var lease = await Eventually.GetAsync(() => Task.FromResult(Lease()), "one process has the webhook", () => cluster.Nodes[0].Output, cancellation);
        await Task.WhenAll(cluster.Nodes.Select((node, number) => PublishAsync(node, $"A{number}", 60)));
        await TakenAsync(120);
        var last = (long)(await cluster.Nodes[0].Api.GetAsync("/api/status"))["sequence"]!;
        foreach (var node in cluster.Nodes)
        {
            // Whoever sends knows at once; the other reads what was written down.
            await Eventually.GetAsync(
                async () => await node.Api.GetAsync($"/api/webhooks/{id}") is var view && (long)view["sequence"]! == last ? view : null, "every process tells how far it is", () => node.Output, cancellation);
        }

        var taken = listener.Taken;
        var known = taken.DistinctBy(message => message.Id).Select(message => message.Sequence).ToList();
        Assert.Equal(known.Order(), known);
        if (Lease() == lease)
        {
            // Where a machine stood still for so long that the work changed hands, some may have come twice.
            Assert.Equal(120, taken.Count);
        }

        var before = taken.Count;

        // A change that one process makes counts on the other a moment later, whichever sends.
        var holder = await Eventually.GetAsync(HolderAsync, "one process sends", () => "", cancellation);
        var other = cluster.Nodes.Single(node => node != holder);
        await other.Api.SendAsync(HttpMethod.Patch, $"/api/webhooks/{id}", """{"paused":true}""");
        await Eventually.GetAsync(async () => await HolderAsync() is null ? "nobody" : null, "nobody sends", () => holder.Output, cancellation);
        await PublishAsync(other, "B", 10);
        Assert.Equal(before, listener.Taken.Count);
        await other.Api.SendAsync(HttpMethod.Patch, $"/api/webhooks/{id}", """{"paused":false}""");
        await TakenAsync(130);

        holder = await Eventually.GetAsync(HolderAsync, "one process sends", () => "", cancellation);
        other = cluster.Nodes.Single(node => node != holder);
        var publishing = PublishAsync(other, "C", 100);
        await Eventually.TrueAsync(() => listener.Taken.Count > 150, "some of it came", () => holder.Output, cancellation);
        await holder.KillAsync();
        await publishing;
        await TakenAsync(230);

        // What the dead one had not written down comes again, with its id, and nothing is missing or out of order.
        var first = listener.Taken.DistinctBy(message => message.Id).Select(message => message.Sequence).ToList();
        Assert.Equal(first.Order(), first);
        Assert.Equal(230, first.Count);

        Task TakenAsync(int count) => Eventually.TrueAsync(
            () => listener.Taken.Select(message => message.Id).Distinct().Count() >= count, $"{count} events came", () => $"{listener.Taken.Count} did; {cluster.Nodes[0].Output}", cancellation);

        string? Lease() => cluster.Database.Execute(cluster.DatabaseName, $"SELECT node FROM leases WHERE name = 'webhook/{Guid.Parse(id):N}'").Trim() is { Length: > 0 } node ? node : null;

        async Task<GatewayProcess?> HolderAsync()
        {
            using var http = new HttpClient();
            foreach (var node in cluster.Nodes)
            {
                if ((await http.GetStringAsync(new Uri(node.BaseUrl, "/metrics"), cancellation)).Contains($"busbar_webhook_lag{{webhook=\"{id}\"}}", StringComparison.Ordinal))
                {
                    return node;
                }
            }

            return null;
        }
    }

    private static async Task PublishAsync(GatewayProcess node, string prefix, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await node.Api.PutAsync($"/api/locations/NL/QUA/{prefix}-{number}", Location($"{prefix}-{number}"));
        }
    }

    private static string Location(string id) => new JsonObject
    {
        ["country_code"] = "NL", ["party_id"] = "QUA", ["id"] = id, ["publish"] = true, ["address"] = "Kade 1", ["city"] = "Utrecht", ["country"] = "NLD",
        ["coordinates"] = new JsonObject { ["latitude"] = "52.090700", ["longitude"] = "5.121400" }, ["time_zone"] = "Europe/Amsterdam", ["last_updated"] = "2026-03-01T12:00:00Z",
    }.ToJsonString();
}
