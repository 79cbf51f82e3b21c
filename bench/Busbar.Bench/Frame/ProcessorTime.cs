using System.Globalization;
using Busbar.Bench.Gateway;

namespace Busbar.Bench.Frame;

/// <summary>Processor time of this process and of the database server that it started: what something costs shows in it on a busy machine too.</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100;

    public static TimeSpan Now()
    {
        var ticks = 0L;
        if (BenchDatabase.ServerProcess is { } server && OperatingSystem.IsLinux())
        {
            foreach (var folder in Directory.EnumerateDirectories("/proc"))
            {
                ticks += int.TryParse(Path.GetFileName(folder), out var process) && Stat(process) is { } stat
                    ? process == server ? stat.Own + stat.Ended : stat.Parent == server ? stat.Own : 0
                    : 0;
            }
        }

        return Environment.CpuUsage.TotalTime + TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>A process's parent, its own time, and that of its children that have ended; null when it is gone.</summary>
    private static (int Parent, long Own, long Ended)? Stat(int process)
    {
        try
        {
            // The name, in brackets, may hold anything.
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            long Field(int place) => long.Parse(fields[place], CultureInfo.InvariantCulture);
            return ((int)Field(1), Field(11) + Field(12), Field(13) + Field(14));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
