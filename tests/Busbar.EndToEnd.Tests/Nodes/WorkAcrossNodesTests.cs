using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.EndToEnd.Tests.Outside;
using Busbar.Testing.Databases;

namespace Busbar.EndToEnd.Tests.Nodes;

/// <summary>Work that is ordered at one process and done by another, and work whose process dies.</summary>
public sealed class WorkAcrossNodesTests
{
    private const int Count = 1_000;

    [Fact]
    public async Task Pull_is_ordered_at_any_process_and_goes_on_at_its_last_page_when_the_one_that_pulls_is_killed()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await GatewayCluster.StartAsync(2, cancellation);
        await using var partner = await PlainPartner.StartAsync("2.2.1", "BE", "BIG", "CPO");
        partner.Extra.Add("tariffs/SENDER");
        var shelf = Shelf.Of(partner);
        shelf.Lists["tariffs"] = [Documents.Tariff(partner, "first")];
        await partner.InviteAsync(cluster.Nodes[0]);
        await partner.PostCredentialsAsync();

        // Whoever holds the partner says so; the other says that it is elsewhere, and has its pulls done there.
        var pulling = await Eventually.GetAsync(() => HolderAsync(cluster, partner), "one process has the partner", () => "", cancellation);
        var other = cluster.Nodes.Single(node => node != pulling);
        await Eventually.GetAsync(() => StandingAsync(other, partner, "complete"), "the first pull is over", () => other.Output, cancellation);
        var first = await other.Api.PostAsync($"/api/connections/{partner.Connection}/pull", new JsonObject { ["full"] = true });
        Assert.Equal((true, 1), ((bool)first["complete"]!, (int)first["modules"]![0]!["objects"]!));

        shelf.Lists["tariffs"] = [.. Enumerable.Range(0, Count).Select(i => (JsonNode)Documents.Tariff(partner, $"big-{i}"))];
        using var killed = new ManualResetEventSlim();
        var offsets = new List<int>();
        shelf.Asked = (query, offset) =>
        {
            // Whoever takes the partner over asks for what changed besides.
            if (query.Contains("date_from", StringComparison.Ordinal))
            {
                return;
            }

            lock (offsets)
            {
                offsets.Add(offset);
            }

            if (offset == Count / 2)
            {
                _ = pulling.KillAsync();
                killed.Set();
            }
        };
        var job = await other.Api.PostAsync($"/api/connections/{partner.Connection}/pull", new JsonObject { ["full"] = true, ["wait"] = false });
        var done = await Eventually.GetAsync(
            async () => await other.Api.GetAsync($"/api/jobs/{job["id"]}") is var state && (string)state["state"]! == "done" ? state : null,
            "the pull is over", () => other.Output, cancellation);

        Assert.True(killed.IsSet);
        var pulled = done["result"]!["modules"]![0]!;
        Assert.Equal((true, true, Count, 1), ((bool)pulled["complete"]!, (bool)pulled["full"]!, (int)pulled["objects"]!, (int)pulled["removed"]!));
        Assert.Contains(pulled["notes"]!.AsArray(), note => ((string)note!).Contains("was interrupted and goes on at page", StringComparison.Ordinal));
        lock (offsets)
        {
            // Begun once; after the death nothing before the last page that was stored was asked for again, whether the partner's schedule went on with it or the job.
            Assert.Single(offsets, offset => offset == 0);
            Assert.All(offsets.SkipWhile(offset => offset < Count / 2), offset => Assert.True(offset >= (Count / 2) - 100, $"{offset} was asked for again"));
        }

        Assert.Equal(404, (await other.Api.TrySendAsync(HttpMethod.Get, "/api/tariffs/BE/BIG/first", null)).Status);
        Assert.Equal(200, (await other.Api.TrySendAsync(HttpMethod.Get, $"/api/tariffs/BE/BIG/big-{Count - 1}", null)).Status);
    }

    private static async Task<GatewayProcess?> HolderAsync(GatewayCluster cluster, PlainPartner partner)
    {
        GatewayProcess? holder = null;
        foreach (var node in cluster.Nodes)
        {
            var connection = await node.Api.GetAsync($"/api/connections/{partner.Connection}");
            if ((string?)connection["delivery"]?["state"] is not (null or "elsewhere" or "stopped"))
            {
                holder = holder is null ? node : null;
            }
        }

        return holder;
    }

    private static async Task<JsonNode?> StandingAsync(GatewayProcess node, PlainPartner partner, string state) =>
        (await node.Api.GetAsync($"/api/connections/{partner.Connection}/pulls"))["items"]!.AsArray().SingleOrDefault(item => (string)item!["module"]! == "tariffs" && (string)item["state"]! == state);
}
