using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>An erasure waits until a partner has the driver's last CDR, outlives the gateway meanwhile, and tells nobody.</summary>
public sealed class ErasureStoryTests
{
    private const string Uid = "04AB37C2D91E80";

    [Fact]
    public async Task Erasure_waits_for_what_is_on_its_way_and_goes_on_after_the_gateway_was_killed()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var gateway = await GatewayProcess.StartAsync(cancellation);
        await using var cpo = await RegisteredAsync(gateway, "2.3.0", "BE", "CPE", "CPO");
        await using var emsp = await RegisteredAsync(gateway, "2.2.1", "NL", "MSE", "EMSP");
        (await emsp.SendAsync("PUT", emsp.Own("tokens", Uid), Token(emsp, valid: true))).Is(201, 1000);
        var order = new JsonObject { ["country_code"] = "NL", ["party_id"] = "MSE", ["uid"] = Uid };
        Assert.Equal(409, (await gateway.Api.TrySendAsync(HttpMethod.Post, "/api/erasures", order.ToJsonString())).Status);
        (await emsp.SendAsync("PUT", emsp.Own("tokens", Uid), Token(emsp, valid: false))).Is(200, 1000);

        emsp.Script = request => request.Contains("cdrs", StringComparison.Ordinal) ? (503, []) : null;
        var cdr = Documents.Cdr(cpo, emsp, "erased-1");
        cdr["cdr_token"]!["uid"] = Uid;
        (await cpo.SendAsync("POST", cpo.At("cdrs/RECEIVER"), cdr.ToJsonString())).Is(201, 1000);
        var ordered = await gateway.Api.PostAsync("/api/erasures", order);
        await Eventually.TrueAsync(
            () => emsp.Received.Any(call => call.Method == "POST" && call.Path.Contains("cdrs", StringComparison.Ordinal)), "the CDR was tried", () => gateway.Output, cancellation);
        var open = await gateway.Api.GetAsync($"/api/jobs/{ordered["id"]}");
        Assert.Contains((string)open["state"]!, (string[])["waiting", "running"]);
        Assert.DoesNotContain(Uid, open.ToJsonString(), StringComparison.Ordinal);

        await gateway.KillAsync();
        emsp.Script = _ => null;
        await gateway.RunAsync(cancellation);
        var job = await Eventually.GetAsync(
            async () => await gateway.Api.GetAsync($"/api/jobs/{ordered["id"]}") is var state && (string)state["state"]! is not ("waiting" or "running") ? state : null,
            "the erasure is over", () => gateway.Output, cancellation);

        Assert.True((string)job["state"]! == "done", job.ToJsonString());
        Assert.Equal((1, 1), ((int)job["result"]!["erased"]!["tokens"]!, (int)job["result"]!["erased"]!["cdrs"]!));
        var listed = Assert.Single(await emsp.CrawlAsync("cdrs"));
        Assert.StartsWith("ERASED-", (string)listed["cdr_token"]!["uid"]!, StringComparison.Ordinal);
        Assert.Contains(emsp.Received, call => call.Method == "POST" && call.Body.Contains(Uid, StringComparison.Ordinal));
        Assert.DoesNotContain(emsp.Received.Concat(cpo.Received), call => call.Body.Contains("ERASED-", StringComparison.Ordinal) || call.Path.Contains("ERASED-", StringComparison.Ordinal));
        Assert.DoesNotContain(Uid, (await gateway.Api.GetAsync("/api/exchanges?limit=1000")).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Uid, gateway.Output, StringComparison.Ordinal);
    }

    private static async Task<PlainPartner> RegisteredAsync(GatewayProcess gateway, string version, string country, string party, string role)
    {
        var partner = await PlainPartner.StartAsync(version, country, party, role);
        await partner.InviteAsync(gateway);
        (await partner.PostCredentialsAsync()).Is(200, 1000);
        return partner;
    }

    private static string Token(PlainPartner owner, bool valid)
    {
        var token = Documents.Token(owner, Uid, lastUpdated: valid ? Documents.Day : "2026-03-02T12:00:00Z");
        token["valid"] = valid;
        return token.ToJsonString();
    }
}
