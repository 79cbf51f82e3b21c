using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Busbar.EndToEnd.Tests.Gateway;

/// <summary>The operator API as a script uses it: JSON in, JSON out.</summary>
public sealed class OperatorClient : IDisposable
{
    private readonly HttpClient _http;

    public OperatorClient(Uri gateway, string key)
    {
        _http = new HttpClient { BaseAddress = gateway };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public Task<JsonNode> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<JsonNode> PostAsync(string path, JsonNode? body) => SendAsync(HttpMethod.Post, path, body?.ToJsonString());

    public Task<JsonNode> PutAsync(string path, string body) => SendAsync(HttpMethod.Put, path, body);

    public Task<JsonNode> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    /// <summary>Sends a request; fails the test with the problem's text when it is refused.</summary>
    public async Task<JsonNode> SendAsync(HttpMethod method, string path, string? body)
    {
        var (status, answer) = await TrySendAsync(method, path, body);
        return status is >= 200 and < 300
            ? answer
            : throw new InvalidOperationException($"{method} {path}: HTTP {status} {answer.ToJsonString()}");
    }

    public async Task<(int Status, JsonNode Answer)> TrySendAsync(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }

    public void Dispose() => _http.Dispose();
}
