using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>One request that a partner got.</summary>
internal sealed record Received(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>What a partner answers.</summary>
internal sealed record Reply(int Http, int? Ocpi = 1000, string Data = "null", string? Location = null, string? RetryAfter = null, bool Abort = false, string? Link = null, int? Total = null)
{
    public static Reply Ok { get; } = new(200);

    /// <summary>Reads the request and breaks the connection: the sender cannot know whether it counted.</summary>
    public static Reply Broken { get; } = new(0, Abort: true);
}

/// <summary>A partner's receiver on loopback: remembers what it got in order, and answers as a test says.</summary>
internal sealed class ScriptedPartner : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly List<Received> _received = [];
    private int _running;

    private ScriptedPartner(WebApplication app) => _app = app;

    /// <summary>Decides about each request; may wait.</summary>
    public Func<Received, Task<Reply>> Answer { get; set; } = _ => Task.FromResult(Reply.Ok);

    public Uri Url { get; private set; } = null!;

    /// <summary>The most requests that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    public IReadOnlyList<Received> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>Forgets what it got.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _received.Clear();
        }
    }

    public static async Task<ScriptedPartner> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var partner = new ScriptedPartner(app);
        app.Run(partner.HandleAsync);
        await app.StartAsync();
        partner.Url = new Uri(app.Urls.Single());
        return partner;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var received = new Received(context.Request.Method, context.Request.Path + context.Request.QueryString, body, headers);
        lock (_lock)
        {
            _received.Add(received);
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        }

        Reply reply;
        try
        {
            reply = await Answer(received);
        }
        finally
        {
            lock (_lock)
            {
                _running--;
            }
        }

        if (reply.Abort)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Http;
        context.Response.ContentType = "application/json";
        if (reply.Location is { } location)
        {
            context.Response.Headers.Location = location;
        }

        if (reply.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = wait;
        }

        if (reply.Link is { } link)
        {
            context.Response.Headers.Link = $"<{link}>; rel=\"next\"";
        }

        if (reply.Total is { } total)
        {
            context.Response.Headers["X-Total-Count"] = total.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (reply.Ocpi is { } status)
        {
            await context.Response.WriteAsync(
                $$"""{"data":{{reply.Data}},"status_code":{{status}},"status_message":"as scripted","timestamp":"2026-05-04T08:00:00Z"}""");
        }
    }
}
