using System.Globalization;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>What a process tells the others with a commit: its last change, and the modules in which objects appeared, vanished or changed who may see them.</summary>
/// <param name="Sequence">The sequence of the last change.</param>
/// <param name="Moved">The modules' numbers; null when the sender does not say.</param>
internal readonly record struct Notice(long Sequence, IReadOnlyList<int>? Moved)
{
    /// <summary>Reads a notice. What is not understood may mean anything.</summary>
    public static Notice Read(string text)
    {
        var parts = text.Split(';');
        var moved = new List<int>();
        foreach (var number in parts.Length == 2 ? parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var module))
            {
                return new Notice(long.MaxValue, null);
            }

            moved.Add(module);
        }

        return new Notice(long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : long.MaxValue, parts.Length == 2 ? moved : null);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence};{string.Join(',', Moved ?? [])}");
}
