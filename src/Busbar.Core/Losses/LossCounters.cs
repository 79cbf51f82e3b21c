using System.Collections.Concurrent;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Core.Losses;

/// <summary>Counts what was lost on the way to each connection since this process started: what was pushed, and what was served. Which objects, <see cref="LossReader"/> tells.</summary>
public sealed class LossCounters
{
    private readonly ConcurrentDictionary<(Guid Connection, string Rule), long> _losses = [];
    private readonly ConcurrentDictionary<Guid, long> _withheld = [];

    /// <summary>How often each rule cost a connection a value.</summary>
    public IEnumerable<(Guid Connection, string Rule, long Count)> Losses => _losses.Select(entry => (entry.Key.Connection, entry.Key.Rule, entry.Value));

    /// <summary>How often an object was withheld from a connection.</summary>
    public IEnumerable<(Guid Connection, long Count)> Withheld => _withheld.Select(entry => (entry.Key, entry.Value));

    /// <summary>An object went to a connection.</summary>
    public void Count(Guid connection, IReadOnlyList<Loss> losses)
    {
        for (var i = 0; i < losses.Count; i++)
        {
            _losses.AddOrUpdate((connection, losses[i].Rule), 1, static (_, count) => count + 1);
        }
    }

    /// <summary>An object did not go, because the connection's version has no form for it.</summary>
    public void CountWithheld(Guid connection) => _withheld.AddOrUpdate(connection, 1, static (_, count) => count + 1);
}
