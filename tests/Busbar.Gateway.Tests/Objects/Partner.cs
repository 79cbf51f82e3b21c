using System.Text;
using System.Text.Json;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>A registered partner that calls the gateway over HTTP.</summary>
internal sealed class Partner(HttpClient http, Uri root, Connection connection, string token, OcpiVersion version)
{
    public Connection Connection { get; } = connection;

    /// <summary>The same partner calling the endpoints of another version.</summary>
    public Partner Speaking(OcpiVersion other) => new(http, root, Connection, token, other);

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    public Task<Answer> PutAsync(string path, string body, params (string Name, string Value)[] headers) => SendAsync("PUT", path, body, headers);

    public Task<Answer> PatchAsync(string path, string body) => SendAsync("PATCH", path, body);

    public Task<Answer> PostAsync(string path, string body) => SendAsync("POST", path, body);

    public Task<Answer> DeleteAsync(string path) => SendAsync("DELETE", path, null);

    /// <summary>Asks a URL below the partner's version ("receiver/locations/…"), or an absolute one that the gateway gave.</summary>
    public async Task<Answer> SendAsync(string method, string path, string? body, params (string Name, string Value)[] headers)
    {
        var url = path.StartsWith("http", StringComparison.Ordinal) ? new Uri(path) : new Uri(root, $"ocpi/{version.Number()}/{path}");
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        request.Headers.TryAddWithoutValidation("Authorization", "Token " + (version == OcpiVersion.V211 ? token : Convert.ToBase64String(Encoding.UTF8.GetBytes(token))));
        request.Headers.TryAddWithoutValidation("X-Request-ID", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("X-Correlation-ID", Guid.NewGuid().ToString());
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, JsonDocument.Parse(text).RootElement, response.Headers, text);
    }
}
