using System.Text;
using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Testing.Databases;

namespace Busbar.EndToEnd.Tests.Nodes;

/// <summary>A partner's limit is set on one process and holds on all; each of them counts by itself.</summary>
public sealed class LimitAcrossNodesTests
{
    [Fact]
    public async Task A_limit_set_on_one_process_holds_on_the_other()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await GatewayCluster.StartAsync(2, cancellation);
        var (here, there) = (cluster.Nodes[0], cluster.Nodes[1]);
        var made = await here.Api.PostAsync("/api/connections", new JsonObject { ["name"] = "Partner" });
        var (path, token) = ($"/api/connections/{made["id"]}", (string)made["token"]!);
        Assert.Equal([200, 200, 200], await CallAsync(there, token, 3));

        await here.Api.SendAsync(HttpMethod.Patch, path, """{"profile":{"served_per_second":0.01,"served_burst":2}}""");
        await Eventually.GetAsync(async () => (await there.Api.GetAsync(path))["limit"], "the other process knows the limit", () => there.Output, cancellation);

        Assert.Equal([200, 200, 429], await CallAsync(there, token, 3));
        Assert.Equal([200, 200, 429], await CallAsync(here, token, 3));
        Assert.Equal(1, (int)(await there.Api.GetAsync(path))["limit"]!["refused_last_hour"]!);
    }

    private static async Task<IReadOnlyList<int>> CallAsync(GatewayProcess node, string token, int times)
    {
        using var http = new HttpClient();
        var statuses = new List<int>();
        for (var time = 0; time < times; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, node.VersionsUrl);
            request.Headers.TryAddWithoutValidation("Authorization", "Token " + Convert.ToBase64String(Encoding.UTF8.GetBytes(token)));
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            statuses.Add((int)answer.StatusCode);
        }

        return statuses;
    }
}
