using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>
/// A partner made of nothing but a web server and HttpClient: it knows the standard, and none of this repository's libraries. It offers its versions, says
/// 1000 to everything that is pushed to it, and remembers what came.
/// </summary>
public sealed class PlainPartner : IAsyncDisposable
{
    private readonly WebApplication _server;
    private string _gatewayVersions = "";
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private PlainPartner(string version, string country, string party, string role, IReadOnlyList<(string Country, string Party)> others)
    {
        (Version, Country, Party, Role, Parties) = (version, country, party, role, [(country, party), .. others]);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{TestPort.Take()}");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Run(ServeAsync);
    }

    public string Version { get; private set; }

    public string Country { get; }

    public string Party { get; }

    public string Role { get; }

    /// <summary>All our parties, in the one role.</summary>
    public IReadOnlyList<(string Country, string Party)> Parties { get; }

    /// <summary>What we want to be called with.</summary>
    public string TokenB { get; private set; } = NewToken();

    /// <summary>The token that the gateway gave us: A until we are registered, then C.</summary>
    public string Token { get; private set; } = "";

    public Guid Connection { get; private set; }

    /// <summary>The gateway's endpoints: "locations/RECEIVER" and its URL.</summary>
    public Dictionary<string, string> Endpoints { get; } = [];

    public ConcurrentQueue<(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers)> Received { get; } = [];

    /// <summary>The headers of every request that came, by "METHOD /path".</summary>
    public IReadOnlyList<(string Request, IReadOnlyDictionary<string, string> Headers)> ReceivedHeaders => [.. Received.Select(call => ($"{call.Method} {call.Path}", call.Headers))];

    /// <summary>Decides about requests before anything else does: the HTTP status and the envelope; null leaves it to the usual.</summary>
    public Func<string, (int Status, JsonObject Envelope)?> Script { get; set; } = _ => null;

    /// <summary>Answers a request, whose body it is given, before anything else does; false leaves it to the usual.</summary>
    internal Func<HttpContext, string, Task<bool>> Handler { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Whether we offer the Sender interface of Tokens, with an empty list, so that we can be asked about tokens.</summary>
    public bool IsAskedAboutTokens { get; set; }

    /// <summary>Modules that we offer besides, with their sides: "chargingprofiles/RECEIVER". Each listens at its own path, "/chargingprofiles/receiver".</summary>
    public IList<string> Extra { get; } = [];

    /// <summary>Modules that the gateway's operator switches on for us when it invites us.</summary>
    public IList<string> SwitchedOn { get; } = [];

    /// <summary>The address of the hub that we are; null for a platform that is none.</summary>
    public string? HubPartyId { get; set; }

    /// <summary>Every Authorization value that the gateway sent us.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = [];

    /// <summary>Every token that we gave or were given: none of them may be seen anywhere.</summary>
    public ConcurrentQueue<string> Secrets { get; } = [];

    /// <summary>What stands in our list of versions, and what our details lack: for handshakes that have to fail.</summary>
    public (string? OtherVersion, string? Lacking, bool Down) Odd { get; set; }

    /// <summary>Whether objects that are pushed to us are refused.</summary>
    public bool Refusing { get; set; }

    /// <summary>When set, every request is answered with a redirect to here.</summary>
    public Uri? RedirectTo { get; set; }

    public Uri Url => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<PlainPartner> StartAsync(string version, string country, string party, string role, params (string Country, string Party)[] others)
    {
        var partner = new PlainPartner(version, country, party, role, others);
        await partner._server.StartAsync(TestContext.Current.CancellationToken);
        return partner;
    }

    /// <summary>Starts a partner and registers it, from its own side, with a gateway.</summary>
    public static async Task<PlainPartner> RegisterAsync(
        GatewayProcess gateway, string version, string country, string party, string role, params (string Country, string Party)[] others)
    {
        var partner = await StartAsync(version, country, party, role, others);
        await partner.InviteAsync(gateway);
        await partner.PostCredentialsAsync();
        return partner;
    }

    /// <summary>Lets the operator of the gateway invite us: we hold token A and know the endpoints then.</summary>
    public async Task InviteAsync(GatewayProcess gateway)
    {
        var invitation = await gateway.Api.PostAsync("/api/connections", new JsonObject
        {
            ["name"] = $"{Role} {Version} {Guid.NewGuid():N}",
            ["profile"] = new JsonObject { ["modules"] = new JsonObject(SwitchedOn.Select(module => KeyValuePair.Create(module, (JsonNode?)"both"))) },
        });
        Token = Secret((string)invitation["token"]!);
        Connection = Guid.Parse((string)invitation["id"]!);
        _gatewayVersions = (string)invitation["versions_url"]!;
        await DiscoverAsync();
    }

    /// <summary>Registers with the token A that we hold, and keeps the token C of the answer.</summary>
    public async Task<PlainAnswer> PostCredentialsAsync()
    {
        Secret(TokenB);
        var answer = (await SendAsync("POST", Endpoints["credentials/SENDER"], Credentials())).Is(200, 1000);
        Token = Secret((string)answer.Data!["token"]!);
        return answer;
    }

    /// <summary>Updates our credentials: a new token B, and the gateway's new token C.</summary>
    public async Task<PlainAnswer> PutCredentialsAsync()
    {
        TokenB = Secret(NewToken());
        var answer = (await SendAsync("PUT", Endpoints["credentials/SENDER"], Credentials())).Is(200, 1000);
        Token = Secret((string)answer.Data!["token"]!);
        return answer;
    }

    /// <summary>Moves the connection to another version, as the standard has it: PUT on the Credentials endpoint of that version.</summary>
    public async Task MoveAsync(string version)
    {
        Version = version;
        await DiscoverAsync();
        await PutCredentialsAsync();
    }

    public string Credentials()
    {
        var credentials = Platform();
        if (HubPartyId is { } hub)
        {
            credentials["hub_party_id"] = hub;
        }

        return credentials.ToJsonString();
    }

    private JsonObject Platform() => new()
    {
        ["token"] = TokenB,
        ["url"] = new Uri(Url, "/versions").AbsoluteUri,
        ["roles"] = new JsonArray([.. Parties.Select(party => new JsonObject
        {
            ["role"] = Role,
            ["country_code"] = party.Country,
            ["party_id"] = party.Party,
            ["business_details"] = new JsonObject { ["name"] = $"Plain {party.Party}" },
        })]),
    };

    /// <summary>The URL of one of the gateway's endpoints, with what stands behind it.</summary>
    public string At(string endpoint, string rest = "") => Endpoints[endpoint] + rest;

    /// <summary>The URL at which one of our own objects is kept by the gateway.</summary>
    public string Own(string module, string rest) => At($"{module}/RECEIVER", $"/{Country}/{Party}/{rest}");

    public Task<PlainAnswer> SendAsync(string method, string url, string? body = null, params (string Name, string Value)[] headers) =>
        SendBytesAsync(method, url, body is null ? null : Encoding.UTF8.GetBytes(body), headers);

    /// <summary>Sends a request with our token and fresh message ids; headers given here replace those, and an empty value leaves one out.</summary>
    public async Task<PlainAnswer> SendBytesAsync(string method, string url, byte[]? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        foreach (var (name, value) in Defaults().Where(known => !headers.Any(given => given.Name == known.Name)).Concat(headers).Where(header => header.Value.Length > 0))
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new PlainAnswer(
            (int)response.StatusCode,
            response.Headers,
            response.Content.Headers.ContentType?.MediaType,
            [.. response.Content.Headers.Allow],
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Follows the Links of a list to its end.</summary>
    public async Task<IReadOnlyList<JsonNode>> CrawlAsync(string list, int limit = 100, params (string Name, string Value)[] headers)
    {
        var items = new List<JsonNode>();
        for (var url = At($"{list}/SENDER", $"?date_from=2000-01-01T00:00:00Z&limit={limit}"); url is not null;)
        {
            var page = (await SendAsync("GET", url, null, headers)).Is(200, 1000);
            items.AddRange(page.List.Select(item => item!));
            url = page.Next;
        }

        return items;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    public static string Base64(string token) => Convert.ToBase64String(Encoding.UTF8.GetBytes(token));

    /// <summary>Reads the gateway's endpoints anew.</summary>
    public async Task DiscoverAsync()
    {
        var versions = (await SendAsync("GET", _gatewayVersions)).Is(200, 1000).List;
        var details = (string)versions.Single(entry => (string?)entry!["version"] == Version)!["url"]!;
        foreach (var endpoint in (await SendAsync("GET", details)).Is(200, 1000).Data!["endpoints"]!.AsArray())
        {
            Endpoints[$"{endpoint!["identifier"]}/{endpoint["role"]}"] = (string)endpoint["url"]!;
        }
    }

    private static string NewToken() => $"plain-{Guid.NewGuid():N}";

    private IEnumerable<(string Name, string Value)> Defaults() =>
    [
        ("Authorization", $"Token {Base64(Token)}"), ("X-Request-ID", Guid.NewGuid().ToString()), ("X-Correlation-ID", Guid.NewGuid().ToString()),
    ];

    private async Task ServeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var path = http.Request.Path + http.Request.QueryString;
        Authorizations.Enqueue(http.Request.Headers.Authorization.ToString());
        if (RedirectTo is { } target)
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = target.AbsoluteUri;
            return;
        }

        if (Odd.Down)
        {
            http.Response.StatusCode = 503;
            return;
        }

        Received.Enqueue((http.Request.Method, path, body, http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        var asked = $"{http.Request.Method} {path}";
        if (await Handler(http, body))
        {
            return;
        }

        if (Script(asked) is { } scripted)
        {
            http.Response.StatusCode = scripted.Status;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(scripted.Envelope.ToJsonString());
            return;
        }

        JsonNode? data = http.Request.Path.Value switch
        {
            "/versions" => new JsonArray(new JsonObject { ["version"] = Odd.OtherVersion ?? Version, ["url"] = new Uri(Url, "/details").AbsoluteUri }),
            "/details" => new JsonObject { ["version"] = Version, ["endpoints"] = new JsonArray([.. Offered()]) },
            "/credentials" when http.Request.Method is "POST" or "PUT" => TakeCredentials(body),
            "/tokens/sender" => new JsonArray(),
            var path1 when path1!.Contains("/commands/", StringComparison.Ordinal) => new JsonObject { ["result"] = "ACCEPTED", ["timeout"] = 300 },
            _ => null,
        };
        var envelope = new JsonObject { ["status_code"] = Refusing && data is null ? 2001 : 1000, ["timestamp"] = "2026-01-01T00:00:00Z" };
        if (data is not null)
        {
            envelope["data"] = data;
        }

        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(envelope.ToJsonString());
    }

    /// <summary>The gateway registers with us, or renews: its new token counts, and it gets a new one of ours.</summary>
    private JsonNode TakeCredentials(string body)
    {
        Token = Secret((string)JsonNode.Parse(body)!["token"]!);
        TokenB = Secret(NewToken());
        return JsonNode.Parse(Credentials())!;
    }

    private string Secret(string token)
    {
        Secrets.Enqueue(token);
        return token;
    }

    /// <summary>Receivers of everything and senders of nothing, so that the gateway never pulls and what we push stays what we pushed.</summary>
    private IEnumerable<JsonNode> Offered() =>
        new[] { ("credentials", "SENDER"), ("locations", "RECEIVER"), ("tariffs", "RECEIVER"), ("tokens", "RECEIVER"), ("sessions", "RECEIVER"), ("cdrs", "RECEIVER"), ("commands", "RECEIVER") }
            .Where(module => module.Item1 != Odd.Lacking)
            .Concat(IsAskedAboutTokens ? [("tokens", "SENDER")] : [])
            .Select(module => new JsonObject
            {
                ["identifier"] = module.Item1,
                ["role"] = module.Item2,
                ["url"] = new Uri(Url, module is ("tokens", "SENDER") ? "/tokens/sender" : $"/{module.Item1}").AbsoluteUri,
            })
            .Concat(Extra.Select(module => new JsonObject
            {
                ["identifier"] = module.Split('/')[0], ["role"] = module.Split('/')[1], ["url"] = new Uri(Url, "/" + module.ToLowerInvariant()).AbsoluteUri,
            }));
}
