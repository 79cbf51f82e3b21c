using Busbar.Soak.Judging;
using Busbar.Soak.Records;

namespace Busbar.Soak.Runs;

/// <summary>How long it takes from the sender's acknowledgement until a partner has the state, or a later one of the object.</summary>
internal sealed class LagWatch(RunRecord run)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<(string Time, long At)>> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _arrived = new(StringComparer.Ordinal);
    private readonly List<long> _samples = [];

    public void Acknowledged(Exchange exchange)
    {
        if (exchange.Body is { } body && View.Latest(body) is { } time)
        {
            var key = Shelf.KeyOf(exchange);
            lock (_lock)
            {
                if (string.CompareOrdinal(_arrived.GetValueOrDefault(key), time) >= 0)
                {
                    _samples.Add(0);
                }
                else
                {
                    if (!_waiting.TryGetValue(key, out var queue))
                    {
                        _waiting[key] = queue = [];
                    }

                    queue.Enqueue((time, exchange.Ended));
                }
            }
        }
    }

    public void Arrived(Exchange exchange)
    {
        if (exchange.Body is { } body && View.Latest(body) is { } time)
        {
            var key = Shelf.KeyOf(exchange);
            lock (_lock)
            {
                _arrived[key] = time;
                if (!_waiting.TryGetValue(key, out var queue))
                {
                    return;
                }

                while (queue.TryPeek(out var waits) && string.CompareOrdinal(waits.Time, time) <= 0)
                {
                    queue.Dequeue();
                    _samples.Add(Math.Max(0, exchange.Began - waits.At));
                }

                if (queue.Count == 0)
                {
                    _waiting.Remove(key);
                }
            }
        }
    }

    /// <summary>Median, 99th percentile and longest since the last call, and how long the oldest waits that did not arrive, in milliseconds.</summary>
    public (long Median, long P99, long Longest, long Oldest) Take()
    {
        lock (_lock)
        {
            var oldest = _waiting.Count == 0 ? 0 : run.Now - _waiting.Values.Min(queue => queue.Peek().At);
            _samples.Sort();
            var result = _samples.Count == 0
                ? (0, 0, 0, oldest)
                : (_samples[_samples.Count / 2], _samples[_samples.Count * 99 / 100], _samples[^1], oldest);
            _samples.Clear();
            return result;
        }
    }
}
