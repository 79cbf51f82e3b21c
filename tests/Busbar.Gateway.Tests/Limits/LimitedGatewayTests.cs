using System.Net;
using System.Text;
using Busbar.Core.Connections;
using Busbar.Core.Limits;
using Busbar.Gateway.Tests.Admin;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Gateway.Tests.Limits;

/// <summary>Limits as `busbar serve` keeps them, seen from outside. One request in a hundred seconds is a limit whose next request no test waits for.</summary>
public sealed class LimitedGatewayTests
{
    [Fact]
    public async Task A_limited_partner_is_refused_shown_and_counted_and_its_profile_changes_that_at_once()
    {
        await using var gateway = await OperatorGateway.StartAsync(null, OperatorGateway.Key, "--Busbar:Limits:RequestsPerSecond=0.01", "--Busbar:Limits:Burst=2");
        var (path, token) = await InviteAsync(gateway, "Loud");
        var (otherPath, otherToken) = await InviteAsync(gateway, "Quiet");
        Assert.Equal([200, 200, 429, 429, 429], await CallAsync(gateway, token, 5));

        var limit = (await gateway.GetAsync(path)).Is(HttpStatusCode.OK).Json.GetProperty("limit");
        Assert.Equal((0.01m, 2, 3L), (limit.GetProperty("requests_per_second").GetDecimal(), limit.GetProperty("burst").GetInt32(), limit.GetProperty("refused_last_hour").GetInt64()));
        Assert.True(limit.TryGetProperty("last_refused_at", out _));
        var id = path[(path.LastIndexOf('/') + 1)..];
        Assert.Contains($"busbar_requests_limited_total{{connection=\"{id}\"}} 3\n", (await gateway.GetAsync("/metrics")).Text, StringComparison.Ordinal);
        Assert.Equal([200], await CallAsync(gateway, otherToken, 1));
        Assert.Equal(0, (await gateway.GetAsync(otherPath)).Json.GetProperty("limit").GetProperty("refused_last_hour").GetInt64());

        await gateway.SendAsync(HttpMethod.Patch, path, """{"profile":{"served_per_second":0}}""");
        Assert.Equal([200, 200, 200], await CallAsync(gateway, token, 3));
        limit = (await gateway.GetAsync(path)).Json.GetProperty("limit");
        Assert.Equal((false, 3L), (limit.TryGetProperty("requests_per_second", out _), limit.GetProperty("refused_last_hour").GetInt64()));
        await gateway.SendAsync(HttpMethod.Patch, path, """{"profile":{"served_per_second":0.01,"served_burst":1}}""");
        Assert.Equal([200, 429], await CallAsync(gateway, token, 2));
        await gateway.SendAsync(HttpMethod.Patch, path, """{"profile":{"served_per_second":null,"served_burst":null}}""");
        Assert.Equal([200, 200, 429], await CallAsync(gateway, token, 3));
    }

    [Fact]
    public async Task The_message_log_keeps_one_of_many_refusals_in_a_minute_and_no_habit_comes_of_them()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var (path, token) = await InviteAsync(gateway, "Loud", """{"served_per_second":0.01,"served_burst":1}""");
        await CallAsync(gateway, token, 50, "/ocpi/2.2.1/receiver/locations/NL/ABC/L1");

        // The one and the other end of a minute may fall into it.
        await Until.TrueAsync(async () => (await gateway.GetAsync("/metrics")).Text.Contains("http_status=\"429\",ocpi_status=\"2000\"} 49\n", StringComparison.Ordinal));
        await Until.TrueAsync(async () => await RefusedAsync(gateway) is >= 1);
        Assert.InRange(await RefusedAsync(gateway), 1, 2);
        await gateway.App.Services.GetRequiredService<HabitBook>().KeepAsync(TestContext.Current.CancellationToken);
        Assert.False((await gateway.GetAsync(path)).Json.GetProperty("profile").GetProperty("seen").TryGetProperty("no_routing_headers", out _));
    }

    [Fact]
    public async Task Without_a_limit_none_is_shown_and_none_holds()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var (path, token) = await InviteAsync(gateway, "Fast");
        Assert.All(await CallAsync(gateway, token, 100), status => Assert.Equal(200, status));
        Assert.False((await gateway.GetAsync(path)).Json.TryGetProperty("limit", out _));
    }

    [Fact]
    public async Task Wrong_tokens_close_their_address_to_wrong_tokens_and_a_trusted_proxy_says_whose_it_is()
    {
        await using var gateway = await OperatorGateway.StartAsync(null, OperatorGateway.Key, "--Busbar:TrustedProxies=127.0.0.1");
        var (_, token) = await InviteAsync(gateway, "Partner");
        Exhaust(gateway, "203.0.113.7");

        Assert.Equal([429], await CallAsync(gateway, "no-token-of-anybody", 1, address: "203.0.113.7"));
        Assert.Equal([200], await CallAsync(gateway, token, 1, address: "203.0.113.7"));
        Assert.Equal([401], await CallAsync(gateway, "no-token-of-anybody", 1, address: "203.0.113.8"));
        Assert.Equal([429], await CallAsync(gateway, "no-token-of-anybody", 1, address: "198.51.100.1, 203.0.113.7"));
        Assert.Contains("busbar_unknown_callers_limited_total 2\n", (await gateway.GetAsync("/metrics")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_is_believed_about_where_a_request_comes_from()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        Exhaust(gateway, "127.0.0.1");
        Assert.Equal([429], await CallAsync(gateway, "no-token-of-anybody", 1, address: "203.0.113.8"));
    }

    private static void Exhaust(OperatorGateway gateway, string address)
    {
        var unknown = gateway.App.Services.GetRequiredService<UnknownCallers>();
        for (var time = 0; time < UnknownCallers.PerMinute; time++)
        {
            unknown.Take(IPAddress.Parse(address));
        }
    }

    private static async Task<(string Path, string Token)> InviteAsync(OperatorGateway gateway, string name, string profile = "{}")
    {
        var made = (await gateway.PostAsync("/api/connections", $$"""{"name":"{{name}}","profile":{{profile}}}""")).Is(HttpStatusCode.Created);
        return ($"/api/connections/{made["id"]}", made["token"]);
    }

    private static async Task<int> RefusedAsync(OperatorGateway gateway) =>
        (await gateway.GetAsync("/api/exchanges?limit=100")).Json.GetProperty("items").EnumerateArray().Count(exchange => exchange.GetProperty("http_status").GetInt32() == 429);

    private static async Task<IReadOnlyList<int>> CallAsync(OperatorGateway gateway, string token, int times, string path = "/ocpi/versions", string? address = null)
    {
        var statuses = new List<int>();
        for (var time = 0; time < times; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Authorization", "Token " + Convert.ToBase64String(Encoding.UTF8.GetBytes(token)));
            if (address is not null)
            {
                request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
            }

            using var answer = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
            statuses.Add((int)answer.StatusCode);
        }

        return statuses;
    }
}
