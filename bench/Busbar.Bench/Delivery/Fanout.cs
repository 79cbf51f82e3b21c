using System.Net.Http.Headers;
using System.Text;
using Busbar.Bench.Frame;
using Busbar.Bench.Samples;
using Busbar.Core.Objects;

namespace Busbar.Bench.Delivery;

/// <summary>Status changes of EVSEs to 50 partners: the store, its change log and one pump per partner, against a bare HttpClient that sends the same bodies.</summary>
internal sealed class Fanout : IScenario
{
    private const int Partners = 50;
    private const int Locations = 2_000;
    private const int AtOnce = 4;
    private const int Step = 50;
    private const int MostBehind = 400;

    private readonly Receivers _receivers = new(Partners);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
    private readonly PushingGateway _gateway = new();
    private readonly byte[][] _json = [.. Enumerable.Range(0, Locations).Select(number => SampleLocations.Json(number, SampleLocations.Start))];
    private int _next;
    private long _clock;

    public string Name => "fanout";

    public string Unit => "deliveries";

    public IReadOnlyList<Contender> Contenders =>
    [
        new($"HttpClient, {Partners} receivers", null, (time, cancellation) => Load.ConcurrentlyAsync(Partners * AtOnce, time, (caller, _) => SendAsync(caller % Partners, cancellation))),
        new($"pumps, {Partners} partners", 0.25, PushAsync),
    ];

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await _receivers.StartAsync(cancellation);
        await _gateway.StartAsync(_receivers.Urls, AtOnce, cancellation);
        foreach (var numbers in Enumerable.Range(0, Locations).Chunk(500))
        {
            await WriteAsync(numbers, part: false, cancellation);
        }

        await _gateway.IdleAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _http.Dispose();
        await _receivers.DisposeAsync();
    }

    private async ValueTask SendAsync(int partner, CancellationToken cancellation)
    {
        var number = (int)((uint)Interlocked.Increment(ref _next) % Locations);
        var id = SampleLocations.Id(number);
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri(_receivers.Urls[partner], $"/r/locations/NL/BEN/{id}/{id}-1"));
        request.Content = new ByteArrayContent(Patch(Interlocked.Increment(ref _clock)));
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
            if (_gateway.Behind > MostBehind)
            {
                await Task.Delay(1, cancellation);
                continue;
            }

            await WriteAsync([.. Enumerable.Range(0, Step).Select(_ => (int)((uint)Interlocked.Increment(ref _next) % Locations))], part: true, cancellation);
        }

        await _gateway.IdleAsync(cancellation);
        return new Measured(_receivers.Received - before, watch.Elapsed);
    }

    private async Task WriteAsync(IReadOnlyList<int> numbers, bool part, CancellationToken cancellation) => await _gateway.Objects.WriteManyAsync(
        [.. numbers.Select(number =>
        {
            var clock = Interlocked.Increment(ref _clock);
            var updated = SampleLocations.Start.AddSeconds(clock);
            var decision = SampleLocations.Store(part ? Changed(_json[number], clock, updated) : _json[number], updated) with
            {
                Part = part ? new ObjectPart(SampleLocations.Id(number) + "-1") : null,
            };
            return new ObjectWrite { Key = SampleLocations.Key(number), Source = null, Decide = _ => decision };
        })],
        cancellation);

    private static byte[] Patch(long clock) => Encoding.UTF8.GetBytes($$"""{"status":"{{Status(clock)}}","last_updated":"{{Time(SampleLocations.Start.AddSeconds(clock))}}"}""");

    /// <summary>The location with another status and time in its first EVSE.</summary>
    private static byte[] Changed(byte[] json, long clock, DateTimeOffset updated)
    {
        var text = Encoding.UTF8.GetString(json);
        var at = text.IndexOf("\"status\":\"AVAILABLE\"", StringComparison.Ordinal);
        var end = text.IndexOf("},{\"uid\"", at, StringComparison.Ordinal);
        var last = text.LastIndexOf("\"last_updated\":\"", end, StringComparison.Ordinal) + 16;
        return Encoding.UTF8.GetBytes(
            $"{text.AsSpan(0, at)}\"status\":\"{Status(clock)}\"{text.AsSpan(at + 20, last - at - 20)}{Time(updated)}{text.AsSpan(last + 20)}");
    }

    private static string Status(long clock) => clock % 2 == 0 ? "CHARGING" : "RESERVED";

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
