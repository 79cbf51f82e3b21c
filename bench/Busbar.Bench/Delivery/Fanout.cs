using System.Net.Http.Headers;
using Busbar.Bench.Frame;
using Busbar.Bench.Gateway;
using Busbar.Bench.Samples;

namespace Busbar.Bench.Delivery;

/// <summary>
/// Status changes of EVSEs to 50 partners of two versions, through the whole gateway: the store, its change log, one pump per partner, one translation per
/// version; against a bare HttpClient that sends the same bodies.
/// </summary>
internal sealed class Fanout : IScenario
{
    private const int PartnerCount = 50;
    private const int Locations = 2_000;
    private const int AtOnce = 4;
    private const int Step = 50;
    private const int MostBehind = 400;

    private readonly Receivers _receivers = new(PartnerCount);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
    private RunningGateway? _gateway;
    private StatusChanges? _changes;
    private int _next;
    private long _clock;

    public string Name => "fanout";

    public string Unit => "deliveries";

    public IReadOnlyList<Contender> Contenders =>
    [
        new($"HttpClient, {PartnerCount} receivers", null, (time, cancellation) => Load.ConcurrentlyAsync(PartnerCount * AtOnce, time, (caller, _) => SendAsync(caller % PartnerCount, cancellation))),
        new($"gateway, {PartnerCount} partners, 2 versions", 0.5, PushAsync),
    ];

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await _receivers.StartAsync(cancellation);
        _gateway = await RunningGateway.StartAsync(new BenchDatabase(postgreSql: false), cancellation);
        _changes = new StatusChanges(_gateway);
        await Partners.ConnectAsync(_gateway, _receivers, Enumerable.Range(0, PartnerCount), AtOnce, cancellation);
        await _gateway.FillAsync(Locations, cancellation);
        await _gateway.IdleAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Disposal.OfAsync(_gateway);
        _http.Dispose();
        await _receivers.DisposeAsync();
    }

    private async ValueTask SendAsync(int partner, CancellationToken cancellation)
    {
        var id = SampleLocations.Id(NextNumber());
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri(_receivers.Urls[partner], $"/{partner}/locations/NL/BEN/{id}/{id}-1"));
        request.Content = new ByteArrayContent(StatusChanges.Patch(Interlocked.Increment(ref _clock)));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _http.SendAsync(request, cancellation);
        await response.Content.ReadAsByteArrayAsync(cancellation);
    }

    /// <summary>Writes changes as fast as the partners take them, then waits until all of them have everything.</summary>
    private async Task<Measured> PushAsync(TimeSpan time, CancellationToken cancellation)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var before = _receivers.Received;
        while (watch.Elapsed < time)
        {
            if (_gateway!.Behind > MostBehind)
            {
                await Task.Delay(1, cancellation);
                continue;
            }

            await _changes!.WriteAsync([.. Enumerable.Range(0, Step).Select(_ => NextNumber())], cancellation);
        }

        await _gateway!.IdleAsync(cancellation);
        return new Measured(_receivers.Received - before, watch.Elapsed);
    }

    private int NextNumber() => (int)((uint)Interlocked.Increment(ref _next) % Locations);
}
