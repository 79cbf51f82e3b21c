using Busbar.Core.Losses;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>Counts of losses in memory.</summary>
internal sealed class MemoryLosses : ILossLog
{
    private readonly List<LossCount> _counts = [];

    /// <summary>Whether nothing can be written.</summary>
    public bool Away { get; set; }

    public Task AddAsync(IReadOnlyList<LossCount> counts, CancellationToken cancellation)
    {
        if (Away)
        {
            throw new InvalidOperationException("The store is away.");
        }

        _counts.AddRange(counts);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<LossCount>> CountAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<LossCount>>(
        [.. _counts.GroupBy(count => (count.Connection, count.Rule)).Select(same => new LossCount(same.Key.Connection, same.Key.Rule, same.Sum(count => count.Count)))]);
}
