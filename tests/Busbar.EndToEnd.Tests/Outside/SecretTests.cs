using System.Text;
using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Secrets are nowhere: not in what the process writes, not in what the operator can read, not in the bytes on disk.</summary>
[Collection<OutsideTests>]
public sealed class SecretTests(OutsideGateway gateway)
{
    private const string Uid = "DRIVERUID0815";
    private const string Contract = "NL-EMA-DRIVERCONTRACT";

    [Fact]
    public async Task No_token_and_no_key_is_written_anywhere()
    {
        var secrets = await MakeTrafficAsync();
        foreach (var text in secrets)
        {
            Assert.DoesNotContain(text, gateway.Process.Output, StringComparison.Ordinal);
        }

        foreach (var (place, bytes) in Files())
        {
            Assert.DoesNotContain(secrets, secret => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0 && Fail(place, secret));
        }

        foreach (var (place, text) in await OperatorViewsAsync())
        {
            Assert.DoesNotContain(secrets, secret => text.Contains(secret, StringComparison.Ordinal) && Fail(place, secret));
        }
    }

    [Fact]
    public async Task No_uid_and_no_contract_of_a_driver_is_logged_or_recorded()
    {
        var emsp = gateway.Emsp230;
        var token = Token(emsp, Uid);
        token["contract_id"] = Contract;
        await emsp.SendAsync("PUT", emsp.Own("tokens", Uid), token.ToJsonString());
        await emsp.SendAsync("GET", emsp.Own("tokens", Uid + "?type=RFID"));
        await emsp.SendAsync("PATCH", emsp.Own("tokens", Uid), "{\"contract_id\":17,\"uid\":\"" + Uid + "\"}");
        await emsp.SendAsync("PUT", emsp.Own("tokens", Uid), "{\"uid\":\"" + Uid + "\", broken");
        await emsp.SendAsync("GET", emsp.At("tokens/RECEIVER", $"/NL/XYZ/{Uid}"));
        await emsp.SendAsync("DELETE", emsp.Own("tokens", Uid));
        await gateway.Cpo221.SendAsync("POST", gateway.Cpo221.At("tokens/SENDER", $"/{Uid}/authorize"));
        await gateway.Cpo221.SendAsync("POST", gateway.Cpo221.At("tokens/SENDER", $"/{Uid}/authorize/"), """{"location_id":"L"}""");
        await gateway.Cpo221.SendAsync("POST", gateway.Cpo221.At("tokens/SENDER", $"/{Uid}/authorise"));
        var start = new JsonObject { ["response_url"] = emsp.Url + "r", ["token"] = token, ["location_id"] = "none" };
        await emsp.SendAsync("POST", emsp.At("commands/RECEIVER", "/START_SESSION"), start.ToJsonString());
        var session = Session(gateway.Cpo221, emsp, "secret-1");
        (session["cdr_token"]!["uid"], session["cdr_token"]!["contract_id"]) = (Uid, Contract);
        await gateway.Cpo221.SendAsync("PUT", gateway.Cpo221.Own("sessions", "secret-1"), session.ToJsonString());
        await gateway.Cpo221.CrawlAsync("tokens");
        await emsp.CrawlAsync("sessions");
        await gateway.Api.TrySendAsync(HttpMethod.Post, $"/api/tokens/{Uid}/authorize", "{}");

        foreach (var secret in (string[])[Uid, Contract])
        {
            Assert.DoesNotContain(secret, gateway.Process.Output, StringComparison.Ordinal);
            foreach (var (place, text) in await OperatorViewsAsync())
            {
                Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{place} shows {secret}: {text}");
            }
        }
    }

    /// <summary>Every kind of token in every place where partners put them, rightly and wrongly.</summary>
    private async Task<IReadOnlyList<string>> MakeTrafficAsync()
    {
        await using var partner = await PlainPartner.StartAsync("2.3.0", "BE", "SEC", "CPO");
        await partner.InviteAsync(gateway.Process);
        var credentials = partner.At("credentials/SENDER");
        await partner.SendAsync("POST", credentials, partner.Credentials()[..^3]);
        await partner.SendAsync("POST", credentials, partner.Credentials().Replace("\"token\":", "\"TOKEN\":", StringComparison.Ordinal));
        await partner.SendAsync("POST", credentials, new JsonObject { ["credentials"] = JsonNode.Parse(partner.Credentials()) }.ToJsonString());
        await partner.SendAsync("POST", credentials, new JsonObject { ["token"] = new JsonArray(partner.TokenB, new JsonArray(partner.TokenB)) }.ToJsonString());
        await partner.SendAsync("POST", credentials, $"[{partner.Credentials()}]");
        await partner.PostCredentialsAsync();
        await partner.PutCredentialsAsync();
        await gateway.Api.PostAsync($"/api/connections/{partner.Connection}/rotate", null);
        var url = partner.At("locations/SENDER");
        await partner.SendAsync("GET", $"{url}?token={partner.Token}&limit=1");
        await partner.SendAsync("GET", $"{url}?access_token={partner.Token}");
        await partner.SendAsync("GET", $"{url}?authorization=Token%20{partner.Token}");
        await partner.SendAsync("GET", $"{url}?%74oken={partner.Token}");
        await partner.SendAsync("GET", url, null, ("Authorization", $"Bearer {partner.Token}"));
        await partner.SendAsync("GET", url, null, ("Authorization", $"Token {partner.Token}"));
        await partner.SendAsync("GET", url, null, ("Authorization", partner.Token));
        (await partner.SendAsync("PUT", partner.Own("tariffs", "t"), Tariff(partner, "t").ToJsonString())).Is(201, 1000);
        await gateway.Api.TrySendAsync(HttpMethod.Post, "/api/connections", $$"""{"name":"","versions_url":"nowhere","token":"{{partner.TokenB}}"}""");
        await gateway.Api.TrySendAsync(HttpMethod.Post, "/api/connections", $$"""{"name":"Leaky","token":"{{partner.TokenB}}","toke":"{{partner.TokenB}}"}""");
        await gateway.Api.TrySendAsync(HttpMethod.Post, "/api/connections", $$"""{"name":"Refused","versions_url":"http://127.0.0.1:1/versions","token":"{{partner.TokenB}}"}""");
        (await partner.SendAsync("DELETE", credentials)).Is(200, 1000);
        var all = ((PlainPartner[])[gateway.Cpo230, gateway.Cpo221, gateway.Emsp230, gateway.Emsp221, partner])
            .SelectMany(known => known.Secrets).Append(GatewayProcess.Key).Distinct().ToList();
        Assert.True(all.Count > 12);
        return [.. all, .. all.Select(PlainPartner.Base64)];
    }

    private async Task<List<(string Place, string Text)>> OperatorViewsAsync()
    {
        var views = new List<(string, string)>();
        foreach (var place in (string[])["/api/connections", "/api/refusals", "/api/exchanges?limit=1000", "/api/parties", "/api/agreements", "/api/status"])
        {
            views.Add((place, (await gateway.Api.GetAsync(place)).ToJsonString()));
        }

        foreach (var exchange in (await gateway.Api.GetAsync("/api/exchanges?limit=200"))["items"]!.AsArray())
        {
            views.Add(($"{exchange!["method"]} {exchange["url"]}", (await gateway.Api.GetAsync($"/api/exchanges/{exchange["id"]}")).ToJsonString()));
        }

        using var http = new HttpClient();
        views.Add(("/metrics", await http.GetStringAsync(new Uri(gateway.Process.BaseUrl, "/metrics"), TestContext.Current.CancellationToken)));
        return views;
    }

    private IEnumerable<(string Place, byte[] Bytes)> Files()
    {
        var files = Directory.GetFiles(gateway.Process.Folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.EndsWith("busbar.db-wal", StringComparison.Ordinal));
        foreach (var file in files.Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            yield return (file, Read(file));
        }
    }

    /// <summary>The gateway goes on working: a file may grow, shrink or go while it is read.</summary>
    private static byte[] Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    private static bool Fail(string place, string secret) => throw new InvalidOperationException($"{place} holds the secret {secret}.");
}
