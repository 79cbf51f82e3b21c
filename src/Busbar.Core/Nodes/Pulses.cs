namespace Busbar.Core.Nodes;

/// <summary>
/// Tells the dead from the living by what is seen, not by clocks: a process whose beat did not change over several looks in a row is dead. Looks that
/// did not happen, because the database was away for everybody, count for nothing.
/// </summary>
internal sealed class Pulses(int looksUntilDead)
{
    private readonly Dictionary<Guid, (long Beat, int Looks)> _seen = [];

    /// <summary>Takes one look; returns those that are dead by now, with the beat they stopped at.</summary>
    public IReadOnlyList<(Guid Node, long Beat)> Look(IReadOnlyDictionary<Guid, long> beats, Guid self)
    {
        foreach (var gone in _seen.Keys.Where(node => !beats.ContainsKey(node)).ToList())
        {
            _seen.Remove(gone);
        }

        var dead = new List<(Guid, long)>();
        foreach (var (node, beat) in beats)
        {
            var looks = _seen.TryGetValue(node, out var seen) && seen.Beat == beat ? seen.Looks + 1 : 0;
            _seen[node] = (beat, looks);
            if (node != self && looks >= looksUntilDead)
            {
                dead.Add((node, beat));
            }
        }

        return dead;
    }
}
