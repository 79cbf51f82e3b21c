using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.Bench.Gateway;

/// <summary>Kestrel with nothing around it, answering every request with the same work.</summary>
internal sealed class BareServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    /// <param name="answer">Gives the body of an answer; the bytes are sent before it is asked again by the same connection.</param>
    public BareServer(Func<ReadOnlyMemory<byte>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            var body = answer();
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body);
        });
    }

    public int Port => new Uri(_app.Urls.Single()).Port;

    public Task StartAsync(CancellationToken cancellation) => _app.StartAsync(cancellation);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
