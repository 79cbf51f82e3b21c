using System.Collections.Concurrent;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Core.Losses;

/// <summary>
/// Counts what was lost on the way to each connection: what was pushed, and what was served. Counting costs no write: what has come together is added to the
/// <see cref="ILossLog"/> from time to time. Which objects, <see cref="LossReader"/> tells.
/// </summary>
public sealed class LossCounters(ILossLog log) : IDisposable
{
    private readonly ConcurrentDictionary<(Guid Connection, string Rule), long> _counts = [];
    private readonly Dictionary<(Guid Connection, string Rule), long> _kept = [];
    private readonly SemaphoreSlim _keeping = new(1, 1);

    /// <summary>What this process counted since it started.</summary>
    public IEnumerable<LossCount> Own => _counts.Select(entry => new LossCount(entry.Key.Connection, entry.Key.Rule, entry.Value));

    /// <summary>An object went to a connection.</summary>
    public void Count(Guid connection, IReadOnlyList<Loss> losses)
    {
        for (var i = 0; i < losses.Count; i++)
        {
            Count(connection, losses[i].Rule);
        }
    }

    /// <summary>An object did not go, because the connection's version has no form for it.</summary>
    public void CountWithheld(Guid connection) => Count(connection, LossCount.Withheld);

    /// <summary>Everything that any process counted, what this one has not yet added included.</summary>
    public async Task<IReadOnlyList<LossCount>> ReadAsync(CancellationToken cancellation)
    {
        await _keeping.WaitAsync(cancellation);
        try
        {
            var all = (await log.CountAsync(cancellation)).ToDictionary(count => (count.Connection, count.Rule), count => count.Count);
            foreach (var (connection, rule, more) in Fresh())
            {
                all[(connection, rule)] = all.GetValueOrDefault((connection, rule)) + more;
            }

            return [.. all.Select(entry => new LossCount(entry.Key.Connection, entry.Key.Rule, entry.Value))];
        }
        finally
        {
            _keeping.Release();
        }
    }

    /// <summary>Adds what has come together to the log. What cannot be added now stays for the next time.</summary>
    public async Task KeepAsync(CancellationToken cancellation)
    {
        await _keeping.WaitAsync(cancellation);
        try
        {
            var fresh = Fresh();
            if (fresh.Count == 0)
            {
                return;
            }

            await log.AddAsync(fresh, cancellation);
            foreach (var (connection, rule, more) in fresh)
            {
                _kept[(connection, rule)] = _kept.GetValueOrDefault((connection, rule)) + more;
            }
        }
        finally
        {
            _keeping.Release();
        }
    }

    public void Dispose() => _keeping.Dispose();

    private void Count(Guid connection, string rule) => _counts.AddOrUpdate((connection, rule), 1, static (_, count) => count + 1);

    private List<LossCount> Fresh()
    {
        var fresh = new List<LossCount>();
        foreach (var (connection, rule, count) in Own)
        {
            if (count > _kept.GetValueOrDefault((connection, rule)))
            {
                fresh.Add(new LossCount(connection, rule, count - _kept.GetValueOrDefault((connection, rule))));
            }
        }

        return fresh;
    }
}
