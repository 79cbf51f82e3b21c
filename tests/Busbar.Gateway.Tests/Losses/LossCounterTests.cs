using Busbar.Core.Losses;
using Busbar.Gateway.Tests.Delivery;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Gateway.Tests.Losses;

/// <summary>What was lost is counted without a write, and written down from time to time.</summary>
public sealed class LossCounterTests
{
    private static readonly Guid Partner = Guid.NewGuid();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_two_processes_count_adds_up_and_is_written_once()
    {
        var log = new MemoryLosses();
        using var one = new LossCounters(log);
        using var other = new LossCounters(log);
        one.Count(Partner, [Lost("A"), Lost("A"), Lost("B")]);
        other.Count(Partner, [Lost("A")]);
        other.CountWithheld(Partner);

        await one.KeepAsync(Cancellation);
        await one.KeepAsync(Cancellation);
        Assert.Equal([("", 1), ("A", 3), ("B", 1)], await ReadAsync(other));
        Assert.Equal([("A", 2), ("B", 1)], await ReadAsync(one));

        await other.KeepAsync(Cancellation);
        one.Count(Partner, [Lost("B")]);
        Assert.Equal([("", 1), ("A", 3), ("B", 2)], await ReadAsync(one));
        Assert.Equal([("A", 2L), ("B", 2L)], one.Own.Select(count => (count.Rule, count.Count)).Order());
    }

    [Fact]
    public async Task What_cannot_be_written_now_is_written_the_next_time()
    {
        var log = new MemoryLosses { Away = true };
        using var counters = new LossCounters(log);
        counters.Count(Partner, [Lost("A")]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => counters.KeepAsync(Cancellation));
        counters.Count(Partner, [Lost("A")]);
        log.Away = false;

        await counters.KeepAsync(Cancellation);

        using var later = new LossCounters(log);
        Assert.Equal([("A", 2)], await ReadAsync(later));
    }

    private static Loss Lost(string rule) => new("/name", rule, LossKind.Dropped, "Gone.");

    private static async Task<IEnumerable<(string Rule, long Count)>> ReadAsync(LossCounters counters) =>
        (await counters.ReadAsync(Cancellation)).Select(count => (count.Rule, count.Count)).Order();
}
