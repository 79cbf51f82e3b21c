using System.Diagnostics;

namespace Busbar.Bench.Frame;

/// <summary>Drives work for a time and counts it.</summary>
internal static class Load
{
    /// <summary>One caller that repeats synchronous work.</summary>
    public static Measured Repeat(TimeSpan time, Func<int> work)
    {
        var watch = Stopwatch.StartNew();
        long units = 0;
        while (watch.Elapsed < time)
        {
            units += work();
        }

        return new Measured(units, watch.Elapsed);
    }

    /// <summary>Many callers at once; each repeats its work until the time is over. The work is given the caller's number and its own count.</summary>
    public static async Task<Measured> ConcurrentlyAsync(int callers, TimeSpan time, Func<int, int, ValueTask> work)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var done = 0;
            while (watch.Elapsed < time)
            {
                await work(caller, done++);
            }

            return done;
        })));
        return new Measured(counts.Sum(count => (long)count), watch.Elapsed);
    }
}
