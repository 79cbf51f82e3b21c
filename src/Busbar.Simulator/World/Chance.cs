namespace Busbar.Simulator.World;

/// <summary>Seeded randomness: the same seed gives the same world and the same drivers.</summary>
/// <remarks>Not for secrets. Safe for concurrent use.</remarks>
public sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();

    /// <summary>A whole number from <paramref name="from"/> up to and including <paramref name="to"/>.</summary>
    public int Between(int from, int to)
    {
        lock (_lock)
        {
            return _random.Next(from, to + 1);
        }
    }

    /// <summary>True in about <paramref name="percent"/> of a hundred cases.</summary>
    public bool In100(int percent) => Between(1, 100) <= percent;

    /// <summary>One of the items, each as likely as the others.</summary>
    public T OneOf<T>(IReadOnlyList<T> items) => items[Between(0, items.Count - 1)];
}
