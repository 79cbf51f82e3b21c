using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.Soak.Platforms;

/// <summary>
/// A platform made of nothing but a web server and HttpClient: it knows the standard and none of the gateway's libraries. It registers with the gateway, offers receivers
/// of everything and senders of nothing.
/// </summary>
internal abstract class Platform(string party, string version, string role, int port, string host) : IAsyncDisposable
{
    private readonly string _own = $"soak-{Guid.NewGuid():N}";
    private WebApplication? _server;

    public string Party { get; } = party;

    public string Version { get; } = version;

    /// <summary>The connection's id at the gateway.</summary>
    public string Connection { get; private set; } = "";

    protected bool IsOld => Version == "2.1.1";

    /// <summary>The gateway's endpoints: "locations/RECEIVER" and its path.</summary>
    protected Dictionary<string, string> Endpoints { get; } = [];

    protected string Url => $"http://{host}:{port}";

    private string Token { get; set; } = "";

    public async Task StartAsync()
    {
        if (_server is null)
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().UseUrls($"http://0.0.0.0:{port}");
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
            _server = builder.Build();
            _server.Run(ServeAsync);
            await _server.StartAsync();
        }
    }

    /// <summary>From now on connections are refused; what is under way breaks.</summary>
    public async Task StopAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
            await server.StopAsync(atOnce.Token);
            await server.DisposeAsync();
        }
    }

    /// <summary>Lets the operator of the gateway invite us, and registers.</summary>
    public async Task RegisterAsync(OperatorApi api, JsonObject profile)
    {
        await StartAsync();
        var invitation = await api.SendAsync("POST", "/api/connections", new JsonObject { ["name"] = $"{Party} {Version}", ["profile"] = profile });
        (Token, Connection) = ((string)invitation["token"]!, (string)invitation["id"]!);
        using var http = new HttpClient();
        var versions = (await AskAsync(http, "GET", (string)invitation["versions_url"]!, null))!.AsArray();
        var details = await AskAsync(http, "GET", (string)versions.Single(entry => (string?)entry!["version"] == Version)!["url"]!, null);
        foreach (var endpoint in details!["endpoints"]!.AsArray())
        {
            var module = (string)endpoint!["identifier"]!;
            Endpoints[IsOld || module == "credentials" ? module : $"{module}/{endpoint["role"]}"] = new Uri((string)endpoint["url"]!).AbsolutePath;
        }

        var at = new Uri(new Uri((string)invitation["versions_url"]!), Endpoints["credentials"]).AbsoluteUri;
        Token = (string)(await AskAsync(http, "POST", at, Credentials()))!["token"]!;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    protected HttpRequestMessage Request(string method, string url, JsonNode? body)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), url);
        request.Headers.TryAddWithoutValidation("Authorization", "Token " + (IsOld ? Token : Base64(Token)));
        if (!IsOld)
        {
            request.Headers.Add("X-Request-ID", Guid.NewGuid().ToString());
            request.Headers.Add("X-Correlation-ID", Guid.NewGuid().ToString());
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        return request;
    }

    /// <summary>Something is pushed to us: the path behind the version.</summary>
    protected abstract Task TakeAsync(HttpContext http, string path, string body);

    protected static async Task AnswerAsync(HttpContext http, int status, int code, JsonNode? data = null)
    {
        var envelope = new JsonObject { ["status_code"] = code, ["timestamp"] = "2026-01-01T00:00:00Z" };
        if (data is not null)
        {
            envelope["data"] = data;
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(envelope.ToJsonString());
    }

    private static string Base64(string token) => Convert.ToBase64String(Encoding.UTF8.GetBytes(token));

    private async Task<JsonNode?> AskAsync(HttpClient http, string method, string url, JsonNode? body)
    {
        using var request = Request(method, url, body);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return JsonNode.Parse(text) is JsonObject envelope && (int?)envelope["status_code"] == 1000
            ? envelope["data"]
            : throw new InvalidOperationException($"{method} {url}: HTTP {(int)response.StatusCode} {text}");
    }

    private JsonObject Credentials()
    {
        var details = new JsonObject { ["business_details"] = new JsonObject { ["name"] = $"Soak {Party}" }, ["party_id"] = Party, ["country_code"] = "NL" };
        var credentials = IsOld ? details : new JsonObject { ["roles"] = new JsonArray(details) };
        if (!IsOld)
        {
            details["role"] = role;
        }

        credentials["token"] = _own;
        credentials["url"] = $"{Url}/versions";
        return credentials;
    }

    private async Task ServeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        string body;
        try
        {
            body = await reader.ReadToEndAsync(http.RequestAborted);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or BadHttpRequestException)
        {
            // The gateway died in the middle of its request.
            return;
        }

        if (http.Request.Headers.Authorization != "Token " + (IsOld ? _own : Base64(_own)))
        {
            await AnswerAsync(http, 401, 2001);
            return;
        }

        switch (http.Request.Path.Value)
        {
            case "/versions":
                await AnswerAsync(http, 200, 1000, new JsonArray(new JsonObject { ["version"] = Version, ["url"] = $"{Url}/details" }));
                break;
            case "/details":
                await AnswerAsync(http, 200, 1000, new JsonObject { ["version"] = Version, ["endpoints"] = new JsonArray([.. Offered()]) });
                break;
            case { } path:
                await TakeAsync(http, path, body);
                break;
        }
    }

    private IEnumerable<JsonNode> Offered() => ((string[])["credentials", "locations", "tariffs", "sessions", "cdrs"]).Select(module =>
    {
        var endpoint = new JsonObject { ["identifier"] = module, ["url"] = $"{Url}/{module}" };
        if (!IsOld)
        {
            endpoint["role"] = module == "credentials" ? "SENDER" : "RECEIVER";
        }

        return endpoint;
    });

    /// <summary>Leaves signals to the program: a web server of its own would swallow them.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
