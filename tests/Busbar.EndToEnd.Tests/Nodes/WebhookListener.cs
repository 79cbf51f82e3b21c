using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.EndToEnd.Tests.Nodes;

/// <summary>An operator's backend that takes events.</summary>
internal sealed class WebhookListener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Id, long Sequence)> _taken = [];

    private WebhookListener(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>What it took, in the order in which it came.</summary>
    public IReadOnlyList<(string Id, long Sequence)> Taken => [.. _taken];

    public static async Task<WebhookListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var listener = new WebhookListener(builder.Build());
        listener._app.Run(async http =>
        {
            var body = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            listener._taken.Enqueue((http.Request.Headers["webhook-id"].ToString(), (long)body!["data"]!["sequence"]!));
        });
        await listener._app.StartAsync();
        return listener;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
