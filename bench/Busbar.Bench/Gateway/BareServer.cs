using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Busbar.Bench.Gateway;

/// <summary>Kestrel with nothing around it, answering every request with the same work.</summary>
internal sealed class BareServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    /// <param name="work">Answers a request.</param>
    public BareServer(RequestDelegate work)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(work);
    }

    public static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }

    public Uri Url => new(_app.Urls.Single());

    public int Port => Url.Port;

    public Task StartAsync(CancellationToken cancellation) => _app.StartAsync(cancellation);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
