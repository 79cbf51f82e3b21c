using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Busbar.Bench.Delivery;

/// <summary>Partners' receivers on loopback, each on a port of its own: they read what they get, say yes, and count.</summary>
internal sealed class Receivers : IAsyncDisposable
{
    private static readonly byte[] Yes = """{"status_code":1000,"timestamp":"2026-01-01T00:00:00Z"}"""u8.ToArray();
    private readonly WebApplication _app;
    private long _received;

    public Receivers(int count)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var i = 0; i < count; i++)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
        });
        _app = builder.Build();
        _app.Run(ReceiveAsync);
    }

    public long Received => Interlocked.Read(ref _received);

    public IReadOnlyList<Uri> Urls { get; private set; } = [];

    public async Task StartAsync(CancellationToken cancellation)
    {
        await _app.StartAsync(cancellation);
        Urls = [.. _app.Urls.Select(url => new Uri(url))];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        var body = context.Request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync();
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        Interlocked.Increment(ref _received);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Yes.Length;
        await context.Response.BodyWriter.WriteAsync(Yes);
    }
}
