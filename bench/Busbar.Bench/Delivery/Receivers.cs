using System.Globalization;
using System.Net;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Versions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Busbar.Bench.Delivery;

/// <summary>Partners' receivers on loopback, on so many ports: they read what they get, say yes, and count.</summary>
internal sealed class Receivers : IAsyncDisposable
{
    private static readonly byte[] Yes = """{"status_code":1000,"timestamp":"2026-01-01T00:00:00Z"}"""u8.ToArray();
    private readonly WebApplication _app;
    private long _received;

    public Receivers(int ports)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var i = 0; i < ports; i++)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
        });
        _app = builder.Build();
        _app.Run(ReceiveAsync);
    }

    public long Received => Interlocked.Read(ref _received);

    /// <summary>Is told the number of the location of every request, after how many requests there were before.</summary>
    public Action<int, long>? Arrived { get; set; }

    public IReadOnlyList<Uri> Urls { get; private set; } = [];

    public async Task StartAsync(CancellationToken cancellation)
    {
        await _app.StartAsync(cancellation);
        Urls = [.. _app.Urls.Select(url => new Uri(url))];
    }

    /// <summary>The endpoints of a partner.</summary>
    public IReadOnlyList<PartnerEndpoint> EndpointsOf(int partner) =>
        [new PartnerEndpoint(ModuleId.Locations, InterfaceRole.Receiver, new Uri(Urls[partner % Urls.Count], $"/{partner}/locations"))];

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

        var before = Interlocked.Increment(ref _received) - 1;
        if (Arrived is { } arrived)
        {
            arrived(NumberIn(context.Request.Path.Value!), before);
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Yes.Length;
        await context.Response.BodyWriter.WriteAsync(Yes);
    }

    private static int NumberIn(string path)
    {
        var at = path.IndexOf("/LOC", StringComparison.Ordinal) + 4;
        return int.Parse(path.AsSpan(at, 6), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
