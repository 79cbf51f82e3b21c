using System.Diagnostics;
using System.Globalization;
using Busbar.Bench.Frame;
using Busbar.Bench.Gateway;

namespace Busbar.Bench.Delivery;

/// <summary>From the commit of a status change until the last of 50 partners of two versions has received it, at 200 changes a second.</summary>
internal sealed class PushLatency : ITrial
{
    private const int PartnerCount = 50;
    private const int PerSecond = 200;
    private const int WarmUpSeconds = 5;
    private const double MostMilliseconds = 100;

    public string Name => "latency";

    public async Task<IReadOnlyList<Finding>> RunAsync(bool brief, CancellationToken cancellation)
    {
        // Every location changes once, so that what arrives tells which change it was.
        var warmUp = WarmUpSeconds * PerSecond;
        var count = warmUp + ((brief ? 10 : 30) * PerSecond);
        await using var receivers = new Receivers(PartnerCount);
        await receivers.StartAsync(cancellation);
        await using var gateway = await RunningGateway.StartAsync(new BenchDatabase(postgreSql: false), cancellation);
        await gateway.FillAsync(count, cancellation);
        await Partners.ConnectAsync(gateway, receivers, Enumerable.Range(0, PartnerCount), concurrency: 4, cancellation);
        await gateway.IdleAsync(cancellation);

        var arrivals = new int[count];
        var last = new long[count];
        var committed = new long[count];
        receivers.Arrived = (number, _) =>
        {
            if (Interlocked.Increment(ref arrivals[number]) == PartnerCount)
            {
                last[number] = Stopwatch.GetTimestamp();
            }
        };
        var changes = new StatusChanges(gateway);
        await Pace.RunAsync(
            PerSecond,
            count,
            async number =>
            {
                await changes.WriteAsync(number, cancellation);
                committed[number] = Stopwatch.GetTimestamp();
            },
            cancellation);
        await gateway.IdleAsync(cancellation);

        var missing = arrivals.Count(arrived => arrived < PartnerCount);
        List<double> times = [.. Enumerable.Range(warmUp, count - warmUp).Select(number => Math.Max(0, Stopwatch.GetElapsedTime(committed[number], last[number]).TotalMilliseconds))];
        var p99 = Latencies.Percentile(times, 99);
        return
        [
            new("commit to last partner, p50", Text(Latencies.Percentile(times, 50))),
            new("commit to last partner, p99", Text(p99), "< 100 ms", p99 < MostMilliseconds),
            new("changes that did not reach every partner", $"{missing}", "0", missing == 0),
        ];
    }

    private static string Text(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms");
}
