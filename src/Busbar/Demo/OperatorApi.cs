using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Busbar.Demo;

/// <summary>The demonstration's operator: uses the gateway as any operator does, through its API.</summary>
internal sealed class OperatorApi : IDisposable
{
    private readonly HttpClient _http;

    public OperatorApi(Uri gateway, string key)
    {
        _http = new HttpClient { BaseAddress = gateway };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Prepares a connection that the partner will register on. Returns our versions URL and token A.</summary>
    public async Task<(Uri VersionsUrl, string Token)> InviteAsync(string name, CancellationToken cancellation)
    {
        var answer = await PostAsync(new JsonObject { ["name"] = name }, cancellation);
        return (new Uri(Text(answer, "versions_url")), Text(answer, "token"));
    }

    /// <summary>Registers at a partner that gave us its versions URL and token A. Returns the steps of the handshake, readable.</summary>
    public async Task<JsonElement> RegisterAsync(string name, Uri versionsUrl, string token, CancellationToken cancellation) =>
        await PostAsync(new JsonObject { ["name"] = name, ["versions_url"] = versionsUrl.AbsoluteUri, ["token"] = token }, cancellation);

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellation)
    {
        await using var body = await _http.GetStreamAsync(new Uri(path, UriKind.Relative), cancellation);
        return (await JsonDocument.ParseAsync(body, cancellationToken: cancellation)).RootElement;
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> PostAsync(JsonObject connection, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(connection));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _http.PostAsync(new Uri("/api/connections", UriKind.Relative), content, cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        return response.IsSuccessStatusCode
            ? JsonDocument.Parse(body).RootElement
            : throw new InvalidOperationException($"The gateway refused the connection: HTTP {(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}");
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
