using System.Diagnostics;

namespace Busbar.Bench.Frame;

/// <summary>Starts work at an even rate, whether or not what was started before has ended.</summary>
internal static class Pace
{
    public static async Task RunAsync(int perSecond, int count, Func<int, Task> start, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var running = new List<Task>(count);
        for (var i = 0; i < count; i++)
        {
            while (watch.Elapsed.TotalSeconds * perSecond < i)
            {
                await Task.Delay(1, cancellation);
            }

            running.Add(start(i));
        }

        await Task.WhenAll(running);
    }
}
