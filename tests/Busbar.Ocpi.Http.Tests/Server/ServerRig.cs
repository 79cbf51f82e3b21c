using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Http.Tests.Server;

/// <summary>A server with the fake platform behind it, started for one test class instance.</summary>
public abstract class ServerRig : IAsyncLifetime
{
    protected FakePlatform Platform { get; } = new();

    protected Loopback Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await Loopback.StartAsync(Platform.Setup());

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<Reply> SendAsync(
        string method, string path, string? body = null, string? authorization = "Token ZXhhbXBsZS10b2tlbg==", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Server.Url, path));
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        }

        if (!headers.Any(header => header.Name.StartsWith("X-", StringComparison.OrdinalIgnoreCase)))
            headers = [.. headers, ("X-Request-ID", "request-1"), ("X-Correlation-ID", "flow-1")];
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        var seen = Platform.Exchanges.Count;
        using var response = await Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        while (Platform.Exchanges.Count == seen) // The observer is told after the answer is out.
            await Task.Delay(1, TestContext.Current.CancellationToken);
        return new Reply((int)response.StatusCode, bytes, response.Headers, response.Content.Headers);
    }

    protected IReadOnlyList<Tolerated> Tolerated() => Platform.Exchanges.Last().Exchange.Tolerated;

    public sealed record Reply(int Http, byte[] Bytes, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
    {
        public Envelope Envelope => EnvelopeReader.Read(Bytes) ?? throw new InvalidOperationException("No envelope: " + Encoding.UTF8.GetString(Bytes));

        public int? Status => Envelope.Status?.Code;

        public string Data => Encoding.UTF8.GetString(Envelope.Data.Span);

        public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

        public string? Header(string name) =>
            Headers.TryGetValues(name, out var values) || ContentHeaders.TryGetValues(name, out values) ? string.Join(", ", values) : null;
    }
}
