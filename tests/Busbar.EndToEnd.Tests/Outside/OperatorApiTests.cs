using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>The operator API as somebody meets it who has only its OpenAPI document and its error messages.</summary>
[Collection<OutsideTests>]
public sealed class OperatorApiTests(OutsideGateway gateway)
{
    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong-key")]
    [InlineData("Bearer ")]
    [InlineData("Basic ZW5kLXRvLWVuZA==")]
    [InlineData("Token end-to-end-operator-key-0123456789")]
    [InlineData("Bearer END-TO-END-OPERATOR-KEY-0123456789")]
    public async Task Without_the_key_everything_is_401(string? authorization)
    {
        using var http = new HttpClient();
        foreach (var path in (string[])["/api/connections", "/api/status", "/api/events", "/api/nothing", "/API/connections", "/api/locations/NL/CPA/x"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Process.BaseUrl, path));
            if (authorization is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
            }

            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((401, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.NotEmpty(answer.Headers.WwwAuthenticate);
        }
    }

    [Theory]
    [InlineData("POST", "/api/connections", """{"name":1}""", 400, "/name type")]
    [InlineData("POST", "/api/connections", """{"nam":"x"}""", 400, "/nam unknown")]
    [InlineData("POST", "/api/connections", """{"name":"x","name":"y"}""", 400, "/name duplicate")]
    [InlineData("POST", "/api/connections", """{"name":"x","versions_url":"https://p.example/v"}""", 400, "/token required")]
    [InlineData("POST", "/api/connections", """{"name":"x","versions_url":"https://u:p@p.example/v","token":"t"}""", 400, "/versions_url url")]
    [InlineData("POST", "/api/connections", """{"name":"x","parties":[{"country_code":"NLD","party_id":"x","role":"BOSS"}]}""", 400, "/parties/0/country_code country-code,/parties/0/party_id party-id,/parties/0/role enum")]
    [InlineData("POST", "/api/connections", """{"name":"x","version":"9","profile":{"page_size":0,"token_encoding":"rot13"}}""", 400, "/version enum,/profile/page_size range,/profile/token_encoding enum")]
    [InlineData("POST", "/api/connections", """{"name":"x" """, 400, " json")]
    [InlineData("POST", "/api/connections", "[]", 400, " type")]
    [InlineData("PUT", "/api/parties/NLX/TNM1/BOSS", "{}", 400, "country_code country-code,party_id party-id,role enum")]
    [InlineData("POST", "/api/agreements", """{"from":"garbage","modules":["cars"]}""", 400, "/from party,/modules/0 enum")]
    [InlineData("GET", "/api/locations?limit=0&country_code=NL", null, 400, "party_id required,limit range")]
    [InlineData("GET", "/api/locations?limt=5", null, 400, "limt unknown")]
    [InlineData("GET", "/api/exchanges?direction=up", null, 400, "direction enum")]
    [InlineData("GET", "/api/events?after=-1&types=x", null, 400, "types enum,after range")]
    [InlineData("PUT", "/api/locations/BE/OPA/L1", "{", 400, " json")]
    [InlineData("PUT", "/api/locations/BE/OPA/L1", """{"id":"L2","publish":"x","address":"a","city":"c","country":"BEL","coordinates":{},"time_zone":"Europe/Brussels"}""", 422, "/id address,/publish type,/coordinates/latitude required,/coordinates/longitude required,/last_updated required")]
    [InlineData("POST", "/api/commands/START_SESSION?from=BE/OPB", "{}", 422, "/token required,/location_id required")]
    [InlineData("POST", "/api/tokens/U1/authorize?from=BE/OPA", "{}", 422, "/location_id required")]
    public async Task Every_fault_names_field_and_rule(string method, string path, string? body, int status, string errors)
    {
        await gateway.Api.PutAsync("/api/parties/BE/OPA/CPO", "{}");
        await gateway.Api.PutAsync("/api/parties/BE/OPB/EMSP", "{}");
        var (got, problem) = await gateway.Api.TrySendAsync(new HttpMethod(method), path, body);
        Assert.True(status == got, problem.ToJsonString());
        Assert.Equal(
            errors.Split(',').Order(StringComparer.Ordinal),
            problem["errors"]!.AsArray().Select(error => $"{error!["field"]} {error["rule"]}").Order(StringComparer.Ordinal));
        Assert.All(problem["errors"]!.AsArray(), error => Assert.NotEmpty((string)error!["message"]!));
        Assert.NotEmpty((string)problem["title"]!);
    }

    [Fact]
    public async Task Objects_are_for_hosted_parties_only_and_never_go_back_in_time()
    {
        await gateway.Api.PutAsync("/api/parties/BE/OPA/CPO", "{}");
        var location = Location(gateway.Cpo230, "op-1");
        (location["country_code"], location["party_id"]) = ("BE", "OPA");
        Assert.Equal(409, (await gateway.Api.TrySendAsync(HttpMethod.Put, "/api/locations/NL/CPA/op-1", Location(gateway.Cpo230, "op-1").ToJsonString())).Status);
        Assert.Equal(201, (await gateway.Api.TrySendAsync(HttpMethod.Put, "/api/locations/BE/OPA/op-1", location.ToJsonString())).Status);
        var again = await gateway.Api.PutAsync("/api/locations/BE/OPA/op-1", location.ToJsonString());
        Assert.Equal((false, false), ((bool)again["created"]!, (bool)again["changed"]!));
        var older = Location(gateway.Cpo230, "op-1", "2020-01-01T00:00:00Z");
        (older["country_code"], older["party_id"], older["city"]) = ("BE", "OPA", "Old");
        Assert.Equal(409, (await gateway.Api.TrySendAsync(HttpMethod.Put, "/api/locations/BE/OPA/op-1", older.ToJsonString())).Status);
        Assert.Equal("Gent", (string?)(await gateway.Api.GetAsync("/api/locations/BE/OPA/op-1"))["city"]);
        await gateway.Api.DeleteAsync("/api/locations/BE/OPA/op-1");
        Assert.Equal(404, (await gateway.Api.TrySendAsync(HttpMethod.Delete, "/api/locations/BE/OPA/op-1", null)).Status);
        Assert.Equal(404, (await gateway.Api.TrySendAsync(HttpMethod.Get, "/api/locations/BE/OPA/op-1", null)).Status);
        location["name"] = new string('x', 5 * 1024 * 1024);
        Assert.Equal(413, (await gateway.Api.TrySendAsync(HttpMethod.Put, "/api/locations/BE/OPA/op-1", location.ToJsonString())).Status);
    }

    [Fact]
    public async Task Events_stream_go_on_where_they_broke_and_spell_states_as_the_rest_of_the_API()
    {
        var made = await gateway.Api.PostAsync("/api/connections", new JsonObject { ["name"] = "Watched" });
        await gateway.Api.PutAsync("/api/parties/BE/OPA/CPO", "{}");
        var seen = await ReadAsync("?after=0", null, 5);
        Assert.Equal(seen.Select(entry => (long)entry["sequence"]!).Order(), seen.Select(entry => (long)entry["sequence"]!));
        var rest = await ReadAsync("", (long)seen[2]["sequence"]!, 2);
        Assert.Equal([(long)seen[3]["sequence"]!, (long)seen[4]["sequence"]!], rest.Select(entry => (long)entry["sequence"]!));
        var connections = await ReadAsync("?after=0&types=connection.changed", null, 3);
        Assert.All(connections, entry => Assert.Equal("connection.changed", (string?)entry["type"]));
        Assert.All(connections, entry => Assert.Equal(((string)entry["detail"]!["state"]!).ToLowerInvariant(), (string?)entry["detail"]!["state"]));
        await gateway.Api.DeleteAsync($"/api/connections/{made["id"]}");
    }

    [Fact]
    public async Task OpenApi_document_describes_what_there_is()
    {
        using var http = new HttpClient();
        var document = JsonNode.Parse(await http.GetStringAsync(new Uri(gateway.Process.BaseUrl, "/openapi/v1.json"), TestContext.Current.CancellationToken))!;
        Assert.StartsWith("3.1", (string?)document["openapi"], StringComparison.Ordinal);
        var paths = document["paths"]!.AsObject();
        Assert.All(
            (string[])
            [
                "/api/connections", "/api/connections/{id}", "/api/connections/{id}/rotate", "/api/connections/{id}/pull", "/api/parties/{country_code}/{party_id}/{role}",
                "/api/locations/{country_code}/{party_id}/{id}", "/api/cdrs", "/api/commands/{type}", "/api/commands/{id}", "/api/tokens/{uid}/authorize", "/api/events",
                "/api/exchanges", "/api/refusals", "/api/refusals/{id}/replay", "/api/agreements", "/api/losses", "/api/quarantine/{id}/retry", "/api/profiles",
            ],
            path => Assert.True(paths.ContainsKey(path), path));
        var references = new List<string>();
        Collect(document, references);
        Assert.All(references, reference => Assert.NotNull(Resolve(document, reference)));

        // Every GET without parameters in its path answers what its document says.
        foreach (var (path, item) in paths.Where(path => !path.Key.Contains('{', StringComparison.Ordinal) && path.Value!["get"] is not null && path.Key is not ("/api/events" or "/api/why" or "/api/losses")))
        {
            Assert.NotNull(item!["get"]!["responses"]!["200"]);
            Assert.True((await gateway.Api.TrySendAsync(HttpMethod.Get, path, null)).Status == 200, path);
        }
    }

    private async Task<List<JsonNode>> ReadAsync(string query, long? last, int count)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "end-to-end-operator-key-0123456789");
        if (last is { } id)
        {
            http.DefaultRequestHeaders.Add("Last-Event-ID", id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var cancellation = TestContext.Current.CancellationToken;
        await using var stream = await http.GetStreamAsync(new Uri(gateway.Process.BaseUrl, "/api/events" + query), cancellation);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var events = new List<JsonNode>();
        string? sequence = null;
        while (events.Count < count && await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                sequence = line[4..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                events.Add(JsonNode.Parse(line[6..])!);
                Assert.Equal(sequence, events[^1]["sequence"]!.ToJsonString());
            }
        }

        return events;
    }

    private static void Collect(JsonNode? node, List<string> references)
    {
        switch (node)
        {
            case JsonObject value:
                foreach (var (name, inner) in value)
                {
                    if (name == "$ref")
                    {
                        references.Add((string)inner!);
                    }

                    Collect(inner, references);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Collect(item, references);
                }

                break;
            default:
                break;
        }
    }

    private static JsonNode? Resolve(JsonNode document, string reference) =>
        reference[2..].Split('/').Aggregate((JsonNode?)document, (node, name) => node?[name]);
}
