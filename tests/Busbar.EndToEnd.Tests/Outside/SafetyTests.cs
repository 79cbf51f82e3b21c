using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>What a hostile or broken partner tries: to send the gateway elsewhere, to overfill it, to act for others.</summary>
[Collection<OutsideTests>]
public sealed class SafetyTests(OutsideGateway gateway)
{
    [Fact]
    public async Task Private_addresses_are_never_called_unless_the_operator_allows_them()
    {
        await using var careful = await GatewayProcess.StartAsync(TestContext.Current.CancellationToken, "--Busbar:AllowPrivateNetworks=false");
        await using var target = await PlainPartner.StartAsync("2.2.1", "BE", "SSR", "EMSP");
        var port = target.Url.Port;
        foreach (var host in (string[])["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "127.1", "0x7f.0.0.1", "10.0.0.1", "169.254.169.254", "[fd00::1]", "[fe80::1]"])
        {
            var (_, answer) = await careful.Api.TrySendAsync(
                HttpMethod.Post, "/api/connections", new JsonObject { ["name"] = host, ["versions_url"] = $"http://{host}:{port}/versions", ["token"] = "t" }.ToJsonString());
            Assert.False((bool?)answer["registered"] ?? false, answer.ToJsonString());
            Assert.DoesNotContain("timed out", answer.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        }

        // The same for the call-backs of a registration that a partner starts.
        await target.InviteAsync(careful);
        (await target.SendAsync("POST", target.At("credentials/SENDER"), target.Credentials())).Is(200, 3001);
        Assert.Empty(target.Received);
    }

    [Fact]
    public async Task Redirects_are_not_followed_and_the_token_goes_nowhere_else()
    {
        await using var elsewhere = await PlainPartner.StartAsync("2.2.1", "BE", "RDB", "EMSP");
        await using var partner = await PlainPartner.StartAsync("2.2.1", "BE", "RDA", "EMSP");
        partner.RedirectTo = new Uri(elsewhere.Url, "/versions");
        var (_, answer) = await gateway.Api.TrySendAsync(
            HttpMethod.Post, "/api/connections", new JsonObject { ["name"] = "Redirecting", ["versions_url"] = new Uri(partner.Url, "/versions").AbsoluteUri, ["token"] = "t" }.ToJsonString());
        Assert.False((bool)answer["registered"]!);
        Assert.Empty(elsewhere.Received);
    }

    [Theory]
    [Requirement("CMD-013")]
    [InlineData("http://attacker.example/result")]
    [InlineData("ftp://127.0.0.1/result")]
    [InlineData("/result")]
    [InlineData("file:///etc/passwd")]
    public async Task Result_is_sent_only_to_where_the_partner_lives(string responseUrl)
    {
        var emsp = gateway.Emsp230;
        var body = new JsonObject { ["response_url"] = responseUrl, ["session_id"] = "none" };
        (await emsp.SendAsync("POST", emsp.At("commands/RECEIVER", "/STOP_SESSION"), body.ToJsonString())).Is(200, 2001);
    }

    [Fact]
    public async Task Body_without_a_length_is_limited_as_well()
    {
        var cpo = gateway.Cpo230;
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, cpo.Own("locations", "chunked-1"));
        request.Headers.TransferEncodingChunked = true;
        request.Headers.TryAddWithoutValidation("Authorization", $"Token {PlainPartner.Base64(cpo.Token)}");
        var location = Location(cpo, "chunked-1");
        location["name"] = new string('x', 5 * 1024 * 1024);
        request.Content = new StreamContent(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(location.ToJsonString())));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        (await cpo.SendAsync("GET", cpo.Own("locations", "chunked-1"))).Is(404, 2003);
    }

    [Fact]
    public async Task Partner_held_to_the_standard_is_refused_what_others_are_forgiven()
    {
        var cpo = await gateway.NewAsync("2.2.1", "CPO");
        await gateway.Api.SendAsync(HttpMethod.Patch, $"/api/connections/{cpo.Connection}", """{"profile":{"strict":true}}""");
        (await cpo.SendAsync("PUT", cpo.Own("tariffs", "s1"), Tariff(cpo, "s1").ToJsonString(), ("X-Request-ID", ""))).Is(200, 2001);
        (await cpo.SendAsync("PUT", cpo.Own("tariffs", "s1"), Tariff(cpo, "s1").ToJsonString(), ("Authorization", $"Token {cpo.Token}"))).Is(401, 2000);
        (await cpo.SendAsync("PUT", cpo.Own("tariffs", "s1"), Tariff(cpo, "s1", "2026-03-01T12:00:00+01:00").ToJsonString())).Is(200, 2001);
        (await cpo.SendAsync("PUT", cpo.Own("tariffs", "s1"), Tariff(cpo, "s1").ToJsonString())).Is(201, 1000);
        (await cpo.SendAsync("PUT", cpo.Own("tariffs", "s1"), Tariff(cpo, "s1", "2026-02-01T12:00:00Z").ToJsonString())).Is(200, 2001);
    }

    [Fact]
    public async Task What_was_forgiven_is_recorded_for_the_operator()
    {
        var cpo = gateway.Cpo221;
        var correlation = Guid.NewGuid().ToString();
        (await cpo.SendAsync("PUT", cpo.Own("tariffs", "tolerated-1"), Tariff(cpo, "tolerated-1", "2026-03-01T12:00:00+01:00").ToJsonString(), ("X-Correlation-ID", correlation), ("Authorization", $"Token {cpo.Token}"))).Is(201, 1000);
        JsonArray notes = [];
        await Eventually.TrueAsync(
            () =>
            {
                notes = gateway.Api.GetAsync($"/api/exchanges?correlation_id={correlation}&connection={cpo.Connection}").GetAwaiter().GetResult()["items"]!.AsArray() is [{ } found, ..]
                    ? found["notes"]!.AsArray() : [];
                return notes.Count > 0;
            },
            "the exchange is recorded with its notes",
            () => gateway.Process.Output,
            TestContext.Current.CancellationToken);
        Assert.Contains(notes, note => ((string)note!).Contains("Base64", StringComparison.OrdinalIgnoreCase) || ((string)note!).Contains("raw", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(notes, note => ((string)note!).Contains("last_updated", StringComparison.Ordinal));
    }
}
