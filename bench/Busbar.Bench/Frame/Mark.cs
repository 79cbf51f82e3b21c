using System.Diagnostics;

namespace Busbar.Bench.Frame;

/// <summary>A moment: by the clock, and by what this process has cost until then.</summary>
internal readonly record struct Mark(long At, TimeSpan Spent)
{
    public static Mark Now() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
}
