namespace Busbar.Metrics;

/// <summary>The counts of one series: how many, and how long they took.</summary>
internal sealed class RequestTotals
{
    private readonly long[] _buckets = new long[Bounds.Count];
    private readonly Lock _lock = new();
    private long _count;
    private double _seconds;

    /// <summary>Upper bounds of the duration's buckets, in seconds.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30];

    public void Add(double seconds)
    {
        lock (_lock)
        {
            _count++;
            _seconds += seconds;
            for (var index = 0; index < _buckets.Length; index++)
            {
                if (seconds <= Bounds[index])
                {
                    _buckets[index]++;
                }
            }
        }
    }

    public (long Count, double Seconds, long[] Buckets) Read()
    {
        lock (_lock)
        {
            return (_count, _seconds, [.. _buckets]);
        }
    }
}
