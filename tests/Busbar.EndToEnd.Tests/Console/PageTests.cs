using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Busbar.EndToEnd.Tests.Gateway;

namespace Busbar.EndToEnd.Tests.Console;

[Collection(typeof(ConsoleTests))]
public sealed partial class PageTests(ConsoleGateway gateway)
{
    [Fact]
    public async Task The_overview_shows_connections_objects_events_and_exchanges()
    {
        using var visitor = await gateway.SignInAsync();
        var page = await visitor.ReadAsync("/");
        Assert.Contains($"href=\"connections/{gateway.ConnectionId}\">Stadsnet &lt;b&gt;</a>", page, StringComparison.Ordinal);
        Assert.Contains("waiting for the partner", page, StringComparison.Ordinal);
        Assert.Matches("href=\"objects/locations\"><b>[0-9]+</b><span>Locations</span>", page);
        Assert.Contains("Waiting for Stadsnet &lt;b&gt; to register.", page, StringComparison.Ordinal);
        Assert.Contains("Hosted party NL/QUA (CPO)", page, StringComparison.Ordinal);
        Assert.Contains("/versions", page, StringComparison.Ordinal);
        Assert.Contains("Exchanges per minute", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_shows_its_state_and_what_was_said()
    {
        using var visitor = await gateway.SignInAsync();
        var page = await visitor.ReadAsync($"/connections/{gateway.ConnectionId}");
        Assert.Contains("<h1>Stadsnet &lt;b&gt;</h1>", page, StringComparison.Ordinal);
        Assert.Contains("waiting for the partner", page, StringComparison.Ordinal);
        Assert.Contains("as by default", page, StringComparison.Ordinal);
        Assert.Contains("<b>GET</b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_that_sends_too_fast_is_shown_with_its_limit()
    {
        var made = await gateway.Process.Api.PostAsync("/api/connections", new JsonObject
        {
            ["name"] = "Too fast",
            ["profile"] = new JsonObject { ["served_per_second"] = 0.01, ["served_burst"] = 1 },
        });
        using var partner = new HttpClient();
        for (var call = 0; call < 3; call++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Process.VersionsUrl);
            request.Headers.TryAddWithoutValidation("Authorization", $"Token {Convert.ToBase64String(Encoding.UTF8.GetBytes((string)made["token"]!))}");
            using var answer = await partner.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(call == 0 ? 200 : 429, (int)answer.StatusCode);
        }

        using var visitor = await gateway.SignInAsync();
        var page = await visitor.ReadAsync($"/connections/{made["id"]}");
        Assert.Contains("<dd>0.01 per second, 1 at once</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Refused in the last hour</dt><dd>2</dd>", page, StringComparison.Ordinal);
        Assert.Contains("It sends faster than its limit.", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Served per second</dt><dd>0.01</dd>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("What is taken of its requests", await visitor.ReadAsync($"/connections/{gateway.ConnectionId}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quality_of_what_partners_bring_is_shown_and_no_forged_decision_is_taken()
    {
        using var visitor = await gateway.SignInAsync();
        Assert.Contains("Nothing is in quarantine.", await visitor.ReadAsync("/quality"), StringComparison.Ordinal);
        Assert.Contains("What its version cannot show it", await visitor.ReadAsync($"/quality?connection={gateway.ConnectionId}"), StringComparison.Ordinal);
        using var answer = await visitor.PostAsync($"/quality/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Reconciliation_is_shown_with_its_counts_and_no_forged_order_is_taken()
    {
        using var visitor = await gateway.SignInAsync();
        var check = await gateway.Process.Api.PostAsync("/api/reconciliations/checks", null);
        Assert.Contains("Check our own store", await visitor.ReadAsync("/reconciliation"), StringComparison.Ordinal);
        Assert.Contains("<h1>Our own store</h1>", await visitor.ReadAsync($"/reconciliation/{check["id"]}"), StringComparison.Ordinal);
        foreach (var path in (string[])["/reconciliation/compare", "/reconciliation/check", $"/reconciliation/{check["id"]}/repair"])
        {
            using var answer = await visitor.PostAsync(path);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Webhooks_are_shown_with_their_state_and_without_the_part_of_the_address_that_may_be_secret()
    {
        using var visitor = await gateway.SignInAsync();
        var body = JsonNode.Parse("""{"url":"http://backend.example:9/hook?for=nobody-else","description":"The <billing>","types":["call.changed"]}""");
        var webhook = await gateway.Process.Api.PostAsync("/api/webhooks", body);
        var page = await visitor.ReadAsync("/webhooks");
        Assert.Contains("<h2>backend.example:9</h2>", page, StringComparison.Ordinal);
        Assert.Contains("The &lt;billing&gt;", page, StringComparison.Ordinal);
        Assert.Contains("call.changed", page, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody-else", page, StringComparison.Ordinal);
        Assert.DoesNotContain((string)webhook["secret"]!, page, StringComparison.Ordinal);
        await Eventually.GetAsync(
            async () => (await visitor.ReadAsync("/")).Contains("A webhook was made.", StringComparison.Ordinal) ? page : null, "the overview tells of it", () => "", TestContext.Current.CancellationToken);
        await gateway.Process.Api.DeleteAsync($"/api/webhooks/{webhook["id"]}");
    }

    [Fact]
    public async Task An_exchange_shows_its_bodies_and_no_token()
    {
        using var visitor = await gateway.SignInAsync();
        var list = await visitor.ReadAsync($"/exchanges?connection={gateway.ConnectionId}");
        var link = ExchangeLink().Match(list);
        Assert.True(link.Success, list);
        var page = await visitor.ReadAsync("/" + link.Value);
        Assert.Contains("the partner asked us", page, StringComparison.Ordinal);
        Assert.Contains("status_code", page, StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.TokenA, list + page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_filters_of_exchanges_stand_in_the_address()
    {
        using var visitor = await gateway.SignInAsync();
        Assert.Contains("No exchange is like this.", await visitor.ReadAsync($"/exchanges?correlation_id={Guid.NewGuid()}"), StringComparison.Ordinal);
        var failed = await visitor.ReadAsync($"/exchanges?connection={gateway.ConnectionId}&failed=true");
        Assert.Contains("No exchange is like this.", failed, StringComparison.Ordinal);
        Assert.Matches($"value=\"{gateway.ConnectionId}\" selected", failed);
        Assert.Matches("name=\"failed\" value=\"true\" checked", failed);
    }

    [Fact]
    public async Task Objects_are_listed_found_and_shown()
    {
        using var visitor = await gateway.SignInAsync();
        var link = $"href=\"objects/locations/NL/QUA?id={ConsoleGateway.LocationId}\"";
        Assert.Contains(link, await visitor.ReadAsync("/objects"), StringComparison.Ordinal);
        Assert.Contains(link, await visitor.ReadAsync("/objects/locations?id=quay-1"), StringComparison.Ordinal);
        Assert.Contains("No location has this id.", await visitor.ReadAsync("/objects/locations?id=nowhere"), StringComparison.Ordinal);
        var page = await visitor.ReadAsync($"/objects/locations/NL/QUA?id={ConsoleGateway.LocationId}");
        Assert.Contains("OCPI 2.3.0", page, StringComparison.Ordinal);
        Assert.Contains("the operator API", page, StringComparison.Ordinal);
        Assert.Contains("&quot;coordinates&quot;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<one>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/objects/chairs")]
    [InlineData("/objects/locations/NL/QUA?id=none")]
    [InlineData("/connections/00000000-0000-0000-0000-000000000000")]
    [InlineData("/exchanges/00000000-0000-0000-0000-000000000000")]
    [InlineData("/refusals/00000000-0000-0000-0000-000000000000")]
    public async Task What_does_not_exist_is_not_found(string page)
    {
        using var visitor = await gateway.SignInAsync();
        using var answer = await visitor.GetAsync(page);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<h1>Not found</h1>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_load_from_here_only_and_are_kept_nowhere()
    {
        using var visitor = await gateway.SignInAsync();
        using var answer = await visitor.GetAsync("/");
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<style", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        foreach (Match file in FileAddress().Matches(page))
        {
            using var found = await visitor.GetAsync("/" + file.Value);
            Assert.Equal(HttpStatusCode.OK, found.StatusCode);
            Assert.Contains("immutable", found.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("exchanges/[0-9a-f-]{36}")]
    private static partial Regex ExchangeLink();

    [GeneratedRegex("files/[a-z.]+\\?v=[0-9a-f]+")]
    private static partial Regex FileAddress();
}
