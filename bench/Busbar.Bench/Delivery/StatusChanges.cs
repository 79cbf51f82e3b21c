using System.Text;
using Busbar.Bench.Gateway;
using Busbar.Bench.Samples;
using Busbar.Core.Objects;

namespace Busbar.Bench.Delivery;

/// <summary>Changes of the status of a location's first EVSE, as the intake would store them.</summary>
internal sealed class StatusChanges(RunningGateway gateway)
{
    private long _clock;

    public async Task WriteAsync(IReadOnlyList<int> numbers, CancellationToken cancellation) =>
        await gateway.Objects.WriteManyAsync([.. numbers.Select(Next)], cancellation);

    public async Task WriteAsync(int number, CancellationToken cancellation) => await gateway.Objects.WriteAsync(Next(number), cancellation);

    public static byte[] Patch(long clock) => Encoding.UTF8.GetBytes($$"""{"status":"{{Status(clock)}}","last_updated":"{{Time(clock)}}"}""");

    private ObjectWrite Next(int number)
    {
        var clock = Interlocked.Increment(ref _clock);
        var decision = SampleLocations.Store(Changed(SampleLocations.Json(number, SampleLocations.Start), clock), SampleLocations.Start.AddSeconds(clock)) with
        {
            Part = new ObjectPart(SampleLocations.Id(number) + "-1"),
        };
        return new ObjectWrite { Key = SampleLocations.Key(number), Source = null, Decide = _ => decision };
    }

    /// <summary>The location with another status and time in its first EVSE.</summary>
    private static byte[] Changed(byte[] json, long clock)
    {
        var text = Encoding.UTF8.GetString(json);
        var at = text.IndexOf("\"status\":\"AVAILABLE\"", StringComparison.Ordinal);
        var end = text.IndexOf("},{\"uid\"", at, StringComparison.Ordinal);
        var last = text.LastIndexOf("\"last_updated\":\"", end, StringComparison.Ordinal) + 16;
        return Encoding.UTF8.GetBytes($"{text.AsSpan(0, at)}\"status\":\"{Status(clock)}\"{text.AsSpan(at + 20, last - at - 20)}{Time(clock)}{text.AsSpan(last + 20)}");
    }

    private static string Status(long clock) => clock % 2 == 0 ? "CHARGING" : "RESERVED";

    private static string Time(long clock) =>
        SampleLocations.Start.AddSeconds(clock).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
