using System.Collections.Concurrent;

namespace Busbar.Core.Retention;

/// <summary>What this process removed because its time was over, since the start.</summary>
public sealed class RetentionCounters
{
    private readonly ConcurrentDictionary<RetainedKind, long> _removed = [];
    private long _ranAt;
    private long _failures;

    public IEnumerable<(RetainedKind Kind, long Count)> All => Enum.GetValues<RetainedKind>().Select(kind => (kind, _removed.GetValueOrDefault(kind)));

    /// <summary>When a round last ended well in this process; null when none has.</summary>
    public DateTimeOffset? RanAt => Interlocked.Read(ref _ranAt) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Rounds that could not be ended.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    public void Failed() => Interlocked.Increment(ref _failures);

    internal void Removed(RetainedKind kind, int count) => _removed.AddOrUpdate(kind, count, (_, before) => before + count);

    internal void Ran(DateTimeOffset at) => Interlocked.Exchange(ref _ranAt, at.UtcTicks);
}
