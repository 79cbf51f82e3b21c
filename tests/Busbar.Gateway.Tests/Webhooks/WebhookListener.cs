using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Busbar.Core.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Busbar.Gateway.Tests.Webhooks;

/// <summary>A receiver over a real socket.</summary>
internal sealed class WebhookListener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = [];

    private WebhookListener(WebApplication app) => _app = app;

    public Uri Url => new(new Uri(_app.Urls.First()), "/hook?for=busbar");

    /// <summary>How it answers; 200 when it is null.</summary>
    public Func<HttpContext, Task>? Answer { get; set; }

    public IReadOnlyList<Received> Received => [.. _received];

    public static async Task<WebhookListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var listener = new WebhookListener(builder.Build());
        listener._app.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var body = await reader.ReadToEndAsync(http.RequestAborted);
            listener._received.Enqueue(new Received(
                http.Request.Method, http.Request.Path + http.Request.QueryString, http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
            if (listener.Answer is { } answer)
            {
                await answer(http);
            }
        });
        await listener._app.StartAsync();
        return listener;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>What came.</summary>
internal sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Type => Json.GetProperty("type").GetString()!;

    public string Id => Headers["webhook-id"];

    /// <summary>Whether one of the signatures is made with a secret, of what came.</summary>
    public bool IsSignedWith(string secret) => Headers["webhook-signature"].Split(' ').Contains(new WebhookKeys(secret).Sign(
        Id, DateTimeOffset.FromUnixTimeSeconds(long.Parse(Headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture)), Encoding.UTF8.GetBytes(Body)));
}
