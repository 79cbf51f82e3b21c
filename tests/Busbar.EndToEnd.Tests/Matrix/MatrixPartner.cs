using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
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

namespace Busbar.EndToEnd.Tests.Matrix;

/// <summary>
/// An operator or a provider of one version, made of a web server, HttpClient and its version's contract table, and of nothing of the gateway's. It refuses what its
/// version does not allow, and keeps every fault it found.
/// </summary>
internal sealed class MatrixPartner : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _http = new();
    private readonly Dictionary<string, string> _endpoints = [];
    private string _token = "";
    private string _own = NewToken();

    private MatrixPartner(string version, string role, string country, string party)
    {
        (Version, Role, Country, Party) = (version, role, country, party);
        Sheet = ContractSheet.Of(version);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{TestPort.Take()}");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Run(ServeAsync);
    }

    public string Version { get; }

    public string Role { get; }

    public string Country { get; }

    public string Party { get; }

    public bool IsOld => Version == "2.1.1";

    public ContractSheet Sheet { get; }

    public Guid Connection { get; private set; }

    /// <summary>Everything that came and broke a rule of the version.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    /// <summary>Every object that was pushed: path below the module's endpoint, and its latest state.</summary>
    public ConcurrentDictionary<string, JsonObject> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>What our sender interfaces list, by module.</summary>
    public ConcurrentDictionary<string, JsonObject> Listed { get; } = new(StringComparer.Ordinal);

    /// <summary>CDRs by id, as they were posted.</summary>
    public ConcurrentDictionary<string, JsonObject> Cdrs { get; } = new(StringComparer.Ordinal);

    /// <summary>Commands and questions that came: name (or uid) and body.</summary>
    public ConcurrentQueue<(string Name, JsonObject? Body)> Asked { get; } = [];

    /// <summary>Results of our own commands, by the last segment of the URL that we gave.</summary>
    public ConcurrentDictionary<string, JsonObject> Results { get; } = new(StringComparer.Ordinal);

    /// <summary>The reference under which the next authorization is allowed.</summary>
    public ConcurrentDictionary<string, string> References { get; } = new(StringComparer.Ordinal);

    public Uri Url => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<MatrixPartner> StartAsync(string version, string role, string country, string party)
    {
        var partner = new MatrixPartner(version, role, country, party);
        await partner._server.StartAsync();
        return partner;
    }

    /// <summary>We register with the gateway.</summary>
    public async Task RegisterAsync(GatewayProcess gateway)
    {
        var invitation = await gateway.Api.PostAsync("/api/connections", Named());
        (_token, Connection) = ((string)invitation["token"]!, Guid.Parse((string)invitation["id"]!));
        await DiscoverAsync((string)invitation["versions_url"]!);
        var (status, envelope, _) = await SendAsync("POST", _endpoints["credentials"], Credentials());
        Assert.True(status == 200 && (int)envelope["status_code"]! == 1000, envelope.ToJsonString());
        await TakeAsync(envelope["data"]!);
    }

    /// <summary>The gateway registers with us.</summary>
    public async Task InviteAsync(GatewayProcess gateway)
    {
        var request = Named();
        request["versions_url"] = new Uri(Url, "/versions").AbsoluteUri;
        request["token"] = _own;
        var made = await gateway.Api.PostAsync("/api/connections", request);
        Assert.True((bool)made["registered"]!, made.ToJsonString());
        Connection = Guid.Parse((string)made["id"]!);
    }

    /// <summary>An object of ours on the gateway's receiver interface.</summary>
    public async Task PushAsync(string method, string module, string path, JsonObject body)
    {
        var (status, envelope, _) = await SendAsync(method, $"{Endpoint(module, "RECEIVER")}/{Country}/{Party}/{path}", body);
        Assert.True(status is 200 or 201 && (int)envelope["status_code"]! == 1000, $"{method} {module} of {Version}: HTTP {status} {envelope.ToJsonString()}");
    }

    public async Task<(int Status, JsonObject Envelope, Uri? Location)> PostCdrAsync(JsonObject cdr) => await SendAsync("POST", Endpoint("cdrs", "RECEIVER"), cdr);

    public async Task<JsonNode> AskAsync(string method, string url, JsonObject? body)
    {
        var (status, envelope, _) = await SendAsync(method, url, body);
        Assert.True(status == 200 && (int)envelope["status_code"]! == 1000, $"{method} {url} of {Version}: HTTP {status} {envelope.ToJsonString()}");
        return envelope["data"]!;
    }

    /// <summary>Everything that the gateway lists for us, held to the version.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string module)
    {
        var list = (await AskAsync("GET", $"{Endpoint(module, "SENDER")}?date_from=2000-01-01T00:00:00Z&limit=100", null)).AsArray();
        foreach (var item in list)
        {
            Judge($"GET {module}", Sheet.Faults(TypeOf(module), item));
        }

        return [.. list.Select(item => item!.AsObject())];
    }

    /// <summary>Whether the gateway offers a module's side.</summary>
    public bool Finds(string module, string side) => _endpoints.ContainsKey(IsOld ? module : $"{module}/{side}");

    /// <summary>The endpoint of a module; 2.1.1 has one for each, and whose side it is follows from ours.</summary>
    public string Endpoint(string module, string side) => _endpoints[IsOld ? module : $"{module}/{side}"];

    public string ResponseUrl(string id) => new Uri(Url, $"/{Version}/results/{id}").AbsoluteUri;

    public async Task<(int Status, JsonObject Envelope, Uri? Location)> SendAsync(string method, string url, JsonObject? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        request.Headers.TryAddWithoutValidation("Authorization", "Token " + (IsOld ? _token : Base64(_token)));
        if (!IsOld)
        {
            request.Headers.Add("X-Request-ID", Guid.NewGuid().ToString());
            request.Headers.Add("X-Correlation-ID", Guid.NewGuid().ToString());
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, JsonNode.Parse(text)!.AsObject(), response.Headers.Location);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private static string NewToken() => $"matrix-{Guid.NewGuid():N}";

    private static string Base64(string token) => Convert.ToBase64String(Encoding.UTF8.GetBytes(token));

    private static string TypeOf(string module) => module switch
    {
        "locations" => "Location", "tariffs" => "Tariff", "tokens" => "Token", "sessions" => "Session", "cdrs" => "CDR", _ => throw new ArgumentException(module),
    };

    private JsonObject Named() => new()
    {
        ["name"] = $"{Role} {Version} {Party}",
        ["parties"] = new JsonArray(new JsonObject { ["country_code"] = Country, ["party_id"] = Party, ["role"] = Role }),
    };

    private JsonObject Credentials()
    {
        var role = new JsonObject { ["business_details"] = new JsonObject { ["name"] = $"Matrix {Party}" }, ["party_id"] = Party, ["country_code"] = Country };
        var credentials = new JsonObject { ["token"] = _own, ["url"] = new Uri(Url, "/versions").AbsoluteUri };
        if (IsOld)
        {
            foreach (var (name, value) in role)
            {
                credentials[name] = value!.DeepClone();
            }
        }
        else
        {
            role["role"] = Role;
            credentials["roles"] = new JsonArray(role);
        }

        return credentials;
    }

    private async Task TakeAsync(JsonNode credentials)
    {
        Judge("credentials", Sheet.Faults("Credentials", credentials));
        _token = (string)credentials["token"]!;
        await DiscoverAsync((string)credentials["url"]!);
    }

    private async Task DiscoverAsync(string versions)
    {
        var list = (await AskAsync("GET", versions, null)).AsArray();
        Assert.Equal(["2.1.1", "2.2", "2.2.1", "2.3.0"], list.Select(entry => (string)entry!["version"]!));
        var details = await AskAsync("GET", (string)list.Single(entry => (string)entry!["version"]! == Version)!["url"]!, null);
        Judge("details", Sheet.Faults("VersionDetails", details));
        _endpoints.Clear();
        foreach (var endpoint in details["endpoints"]!.AsArray())
        {
            var module = (string)endpoint!["identifier"]!;
            _endpoints.Add(IsOld || module == "credentials" ? module : $"{module}/{endpoint["role"]}", (string)endpoint["url"]!);
        }
    }

    private async Task ServeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync();
        var path = http.Request.Path.Value!.Trim('/');
        if (http.Request.Headers.Authorization != "Token " + (IsOld ? _own : Base64(_own)))
        {
            await AnswerAsync(http, 401, 2001, null);
            return;
        }

        try
        {
            var body = text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject();
            await AnswerAsync(http, path.Split('/'), body);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            Faults.Enqueue($"{http.Request.Method} {path}: {exception.Message}");
            await AnswerAsync(http, 400, 2001, null);
        }
    }

    private async Task AnswerAsync(HttpContext http, string[] path, JsonObject? body)
    {
        var method = http.Request.Method;
        switch (path)
        {
            case ["versions"]:
                await AnswerAsync(http, 200, 1000, new JsonArray(new JsonObject { ["version"] = Version, ["url"] = new Uri(Url, $"/{Version}").AbsoluteUri }));
                break;
            case [var version] when version == Version:
                await AnswerAsync(http, 200, 1000, new JsonObject { ["version"] = Version, ["endpoints"] = new JsonArray([.. MatrixOffer.Of(this)]) });
                break;
            case [_, "credentials"]:
                _own = NewToken();
                await TakeAsync(body!);
                await AnswerAsync(http, 200, 1000, Credentials());
                break;
            case [_, "sender", "tokens", var uid, "authorize"]:
                await AuthorizeAsync(http, uid, body);
                break;
            case [_, "sender", var module]:
                await AnswerAsync(http, 200, 1000, Listed.TryGetValue(module, out var item) ? new JsonArray(item.DeepClone()) : new JsonArray());
                break;
            case [_, "receiver", "commands", var command]:
                await TakeCommandAsync(http, command, body!);
                break;
            case [_, "results", var id]:
                Judge("result", Sheet.Faults(id.StartsWith("profile-", StringComparison.Ordinal) ? "ChargingProfileResult" : IsOld ? "CommandResponse" : "CommandResult", body));
                Results[id] = body!;
                await AnswerAsync(http, 200, 1000, null);
                break;
            case [_, "receiver", "chargingprofiles", var session] when method == "PUT":
                Judge("SetChargingProfile", Sheet.Faults("SetChargingProfile", body));
                Asked.Enqueue(($"profile {session}", body));
                await AnswerAsync(http, 200, 1000, new JsonObject { ["result"] = "ACCEPTED", ["timeout"] = 300 });
                break;
            case [_, "receiver", "cdrs"] when method == "POST":
                Judge("CDR", Sheet.Faults("CDR", body));
                Cdrs[(string)body!["id"]!] = body;
                http.Response.Headers.Location = new Uri(Url, $"/{Version}/cdrs/{body["id"]}").AbsoluteUri;
                await AnswerAsync(http, 201, 1000, null);
                break;
            case [_, "receiver", var module, .. var rest]:
                await TakeObjectAsync(http, module, rest, body);
                break;
            default:
                Faults.Enqueue($"{method} {string.Join('/', path)}: nothing is here");
                await AnswerAsync(http, 404, 2000, null);
                break;
        }
    }

    private async Task AuthorizeAsync(HttpContext http, string uid, JsonObject? body)
    {
        if (body is not null)
        {
            Judge("authorize", Sheet.Faults("LocationReferences", body));
        }

        Asked.Enqueue((uid, body));
        var answer = new JsonObject { ["allowed"] = "ALLOWED" };
        if (!IsOld)
        {
            answer["token"] = MatrixDocuments.Token(this, uid);
            if (References.TryGetValue(uid, out var reference))
            {
                answer["authorization_reference"] = reference;
            }
        }

        await AnswerAsync(http, 200, 1000, answer);
    }

    private async Task TakeCommandAsync(HttpContext http, string command, JsonObject body)
    {
        var type = string.Concat(command.Split('_').Select(word => word[..1] + word[1..].ToLowerInvariant()));
        Judge(command, Sheet.Faults(type, body));
        Asked.Enqueue((command, body));
        await AnswerAsync(http, 200, 1000, IsOld ? new JsonObject { ["result"] = "ACCEPTED" } : new JsonObject { ["result"] = "ACCEPTED", ["timeout"] = 300 });
    }

    private async Task TakeObjectAsync(HttpContext http, string module, string[] rest, JsonObject? body)
    {
        var key = string.Join('/', rest.Prepend(module));
        var type = rest.Length switch { 4 => "EVSE", 5 => "Connector", _ => TypeOf(module) };
        switch (http.Request.Method)
        {
            case "PUT":
                Judge($"PUT {key}", Sheet.Faults(type, body));
                Objects[key] = body!;
                break;
            case "PATCH":
                Judge($"PATCH {key}", Sheet.PatchFaults(type, body));
                foreach (var (name, value) in body!)
                {
                    Objects.GetOrAdd(key, _ => [])[name] = value?.DeepClone();
                }

                break;
            case "DELETE":
                Objects.TryRemove(key, out _);
                break;
            default:
                Faults.Enqueue($"{http.Request.Method} {key}: not expected");
                break;
        }

        await AnswerAsync(http, 200, 1000, null);
    }

    private void Judge(string what, IReadOnlyList<string> faults)
    {
        foreach (var fault in faults)
        {
            Faults.Enqueue($"{what}: {fault}");
        }
    }

    private static async Task AnswerAsync(HttpContext http, int status, int code, JsonNode? data)
    {
        var envelope = new JsonObject { ["status_code"] = code, ["timestamp"] = MatrixDocuments.Text(DateTimeOffset.UtcNow) };
        if (data is not null)
        {
            envelope["data"] = data;
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(envelope.ToJsonString());
    }
}
