using System.Globalization;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>What a process tells the others of its commits: its changes, and the modules in which objects appeared, vanished or changed who may see them.</summary>
/// <param name="First">The sequence of the first change that is told of.</param>
/// <param name="Last">The sequence of the last one.</param>
/// <param name="Moved">The modules' numbers; null when the sender does not say.</param>
internal readonly record struct Notice(long First, long Last, IReadOnlyList<int>? Moved)
{
    /// <summary>Reads a notice. What is not understood may mean anything.</summary>
    public static Notice Read(string text)
    {
        var parts = text.Split(';');
        if (parts.Length != 3 || Number(parts[0]) is not { } last || Number(parts[2]) is not { } first)
        {
            return new Notice(0, Number(parts[0]) ?? long.MaxValue, null);
        }

        var moved = new List<int>();
        foreach (var number in parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var module))
            {
                return new Notice(0, long.MaxValue, null);
            }

            moved.Add(module);
        }

        return new Notice(first, last, moved);
    }

    /// <summary>Tells of two pieces of the log at once. Of what another process wrote between them nothing is known.</summary>
    public Notice With(Notice later) =>
        new(First, later.Last, later.First == Last + 1 && Moved is { } moved && later.Moved is { } more ? [.. moved.Union(more)] : null);

    // Programs of before, which tell of each commit by itself, know two parts: of what has more they take it that anything may have moved.
    public override string ToString() =>
        Moved is { } moved ? string.Create(CultureInfo.InvariantCulture, $"{Last};{string.Join(',', moved)};{First}") : Last.ToString(CultureInfo.InvariantCulture);

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
