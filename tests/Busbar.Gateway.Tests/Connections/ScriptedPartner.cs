using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>A partner written by hand, so that it can do everything wrong that real ones do. It does it right unless told otherwise.</summary>
internal sealed class ScriptedPartner : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private ScriptedPartner()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>The tokens it accepts.</summary>
    public HashSet<string> Accepts { get; } = [];

    /// <summary>Whether it compares the Authorization header's value without decoding it.</summary>
    public bool TakesRawTokensOnly { get; set; }

    public List<string> Versions { get; } = ["2.2.1", "2.3.0"];

    /// <summary>Module and role of its endpoints, in every version.</summary>
    public List<(string Module, string Role)> Endpoints { get; } = [("credentials", "SENDER"), ("locations", "SENDER"), ("tariffs", "SENDER")];

    /// <summary>The roles of its credentials, as JSON.</summary>
    public string Roles { get; set; } = Party("NL", "TNM", "CPO");

    /// <summary>What stands in the place of the roles in its credentials of 2.1.1.</summary>
    public string Flat { get; set; } = """ "business_details":{"name":"Party TNM"},"party_id":"TNM","country_code":"NL" """;

    /// <summary>The token it grants in answer to POST and PUT; null leaves it out.</summary>
    public string? Grants { get; set; } = "granted-by-the-partner";

    /// <summary>Whether it calls back before it answers a POST or PUT.</summary>
    public bool CallsBack { get; set; } = true;

    /// <summary>When set, answers instead of the partner; returns null to let it answer.</summary>
    public Func<HttpContext, string, (int Status, string Body)?>? Instead { get; set; }

    public ConcurrentQueue<SeenRequest> Seen { get; } = [];

    /// <summary>What its call-backs got: HTTP status of versions and details.</summary>
    public ConcurrentQueue<int> CallBacks { get; } = [];

    /// <summary>The last credentials object it was given.</summary>
    public JsonElement Given { get; private set; }

    public Uri BaseUrl { get; private set; } = new("http://127.0.0.1/");

    public Uri VersionsUrl => new(BaseUrl, "/versions");

    public static async Task<ScriptedPartner> StartAsync(params string[] accepts)
    {
        var partner = new ScriptedPartner();
        await partner._app.StartAsync(TestContext.Current.CancellationToken);
        partner.BaseUrl = new Uri(partner._app.Urls.First());
        partner.Accepts.UnionWith(accepts);
        return partner;
    }

    public static string Party(string country, string id, string role) =>
        $$"""{"role":"{{role}}","business_details":{"name":"Party {{id}}"},"party_id":"{{id}}","country_code":"{{country}}"}""";

    /// <summary>Its credentials object with a token for us.</summary>
    public string Credentials(string token, string? url = null, string? more = null) =>
        $$"""{"token":"{{token}}","url":"{{url ?? VersionsUrl.AbsoluteUri}}",{{more}}"roles":[{{Roles}}]}""";

    /// <summary>Its credentials object of 2.1.1.</summary>
    public string FlatCredentials(string token) => $$"""{"token":"{{token}}","url":"{{VersionsUrl.AbsoluteUri}}",{{Flat}}}""";

    public static string Envelope(string? data, int status = 1000) =>
        $$"""{{{(data is null ? "" : $"\"data\":{data},")}}"status_code":{{status}},"status_message":"said the partner","timestamp":"2026-01-01T00:00:00Z"}""";

    public string VersionList() =>
        "[" + string.Join(',', Versions.Select(version => $$"""{"version":"{{version}}","url":"{{new Uri(BaseUrl, "/" + version)}}"}""")) + "]";

    public string Details(string version) =>
        $$"""{"version":"{{version}}","endpoints":[{{string.Join(',', Endpoints.Select(endpoint =>
            $$"""{"identifier":"{{endpoint.Module}}",{{(version == "2.1.1" ? "" : $"\"role\":\"{endpoint.Role}\",")}}"url":"{{new Uri(BaseUrl, $"/{version}/{endpoint.Module}")}}"}"""))}}]}""";

    private async Task HandleAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var value = http.Request.Headers.Authorization.ToString();
        var presented = value.StartsWith("Token ", StringComparison.Ordinal) ? value["Token ".Length..] : "";
        var token = TakesRawTokensOnly ? presented : Decoded(presented);
        Seen.Enqueue(new SeenRequest(
            http.Request.Method, http.Request.Path.Value!, value, token, body, http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString())));

        var (status, text) = Instead?.Invoke(http, body)
            ?? (Accepts.Contains(token) ? await AnswerAsync(http, body) : (401, Envelope(null, 2000)));
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(text);
    }

    private async Task<(int Status, string Body)> AnswerAsync(HttpContext http, string body)
    {
        var path = http.Request.Path.Value!.Trim('/');
        if (path == "versions")
        {
            return (200, Envelope(VersionList()));
        }

        if (Versions.Contains(path))
        {
            return (200, Envelope(Details(path)));
        }

        if (!path.EndsWith("/credentials", StringComparison.Ordinal))
        {
            return (404, Envelope(null, 2000));
        }

        if (http.Request.Method == "DELETE")
        {
            return (200, Envelope(null));
        }

        Given = JsonElement.Parse(body);
        if (CallsBack)
        {
            await CallBackAsync(path.Split('/')[0]);
        }

        if (Grants is { } granted)
        {
            Accepts.Add(granted);
            return (200, Envelope(path.StartsWith("2.1.1", StringComparison.Ordinal) ? FlatCredentials(granted) : Credentials(granted)));
        }

        return (200, Envelope($$"""{"url":"{{VersionsUrl}}","roles":[{{Roles}}]}"""));
    }

    private async Task CallBackAsync(string version)
    {
        var given = Given.GetProperty("token").GetString()!;
        var authorization = TakesRawTokensOnly ? "Token " + given : TestGateway.Encoded(given);
        var list = await GetAsync(Given.GetProperty("url").GetString()!, authorization);
        var entry = list.EnumerateArray().First(item => item.GetProperty("version").GetString() == version);
        await GetAsync(entry.GetProperty("url").GetString()!, authorization);
    }

    private async Task<JsonElement> GetAsync(string url, string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await _http.SendAsync(request);
        CallBacks.Enqueue((int)response.StatusCode);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("data");
    }

    private static string Decoded(string value)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(value));
        }
        catch (FormatException)
        {
            return "";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }
}

internal sealed record SeenRequest(
    string Method, string Path, string Authorization, string Token, string Body, IReadOnlyDictionary<string, string> Headers);
