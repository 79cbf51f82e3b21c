namespace Busbar.Architecture.Tests;

/// <summary>Finds the groups of nodes that can reach each other.</summary>
internal static class Cycles
{
    public static IReadOnlyList<IReadOnlySet<string>> Find(IEnumerable<string> nodes, IEnumerable<(string From, string To)> edges)
    {
        var next = edges.ToLookup(edge => edge.From, edge => edge.To);
        var reach = nodes.ToDictionary(node => node, node => Reach(node, next));
        return
        [
            .. reach.Keys
                .Select(node => reach[node].Where(other => reach[other].Contains(node)).Append(node).ToHashSet())
                .Where(group => group.Count > 1)
                .DistinctBy(group => string.Join('|', group.Order(StringComparer.Ordinal))),
        ];
    }

    private static HashSet<string> Reach(string start, ILookup<string, string> next)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(next[start]);
        while (open.TryPop(out var node))
        {
            if (seen.Add(node))
            {
                foreach (var further in next[node])
                {
                    open.Push(further);
                }
            }
        }

        return seen;
    }
}
