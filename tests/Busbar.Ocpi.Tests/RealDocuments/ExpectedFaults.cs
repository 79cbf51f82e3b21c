using System.Text.RegularExpressions;

namespace Busbar.Ocpi.Tests.RealDocuments;

/// <summary>The faults that the real documents are known to have: file, pointer (* for any place in a list), rule, why.</summary>
internal static partial class ExpectedFaults
{
    public static IReadOnlyList<string> Read()
    {
        using var stream = typeof(ExpectedFaults).Assembly.GetManifestResourceStream("expected-faults.tsv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Key)];
    }

    public static string KeyOf(string file, string pointer, string rule) => $"{file} {ListPlace().Replace(pointer, "/*")} {rule}";

    private static string Key(string line)
    {
        var cells = line.Split('\t');
        Assert.True(cells.Length == 4 && cells[3].Length > 10, $"An expected fault has file, pointer, rule and why: {line}");
        return $"{cells[0]} {cells[1]} {cells[2]}";
    }

    [GeneratedRegex(@"/[0-9]+(?=/|$)")]
    private static partial Regex ListPlace();
}
