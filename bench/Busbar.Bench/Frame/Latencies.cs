namespace Busbar.Bench.Frame;

/// <summary>Times that something took.</summary>
internal static class Latencies
{
    /// <summary>The time that so many of a hundred do not exceed, in milliseconds.</summary>
    public static double Percentile(IReadOnlyCollection<double> milliseconds, double percent)
    {
        var sorted = milliseconds.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * percent / 100))];
    }
}
