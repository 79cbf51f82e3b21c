namespace Busbar.Core.Retention;

/// <summary>Removes what the policy does not keep, in small steps with a breath between them.</summary>
public sealed class RetentionKeeper(IRetentionStore store, RetentionPolicy policy, RetentionCounters counters, TimeProvider clock)
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    /// <summary>One round. Returns how many of each kind went.</summary>
    /// <param name="goesOn">Whether it is still this process's work; asked before every step.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    public async Task<IReadOnlyDictionary<RetainedKind, long>> RunAsync(Func<bool> goesOn, CancellationToken cancellation)
    {
        var removed = new Dictionary<RetainedKind, long>();
        foreach (var kind in Enum.GetValues<RetainedKind>())
        {
            if (policy.Of(kind) is { } age)
            {
                await RemoveAsync(kind, clock.GetUtcNow() - age, removed, goesOn, cancellation);
            }
        }

        counters.Ran(clock.GetUtcNow());
        return removed;
    }

    private async Task RemoveAsync(RetainedKind kind, DateTimeOffset before, Dictionary<RetainedKind, long> removed, Func<bool> goesOn, CancellationToken cancellation)
    {
        long? position = 0;
        while (position is { } from && goesOn())
        {
            var step = await store.RemoveAsync(kind, before, from, cancellation);
            if (step.Removed > 0)
            {
                removed[kind] = removed.GetValueOrDefault(kind) + step.Removed;
                counters.Removed(kind, step.Removed);
                await Task.Delay(Breath, clock, cancellation);
            }

            position = step.Next;
        }
    }
}
