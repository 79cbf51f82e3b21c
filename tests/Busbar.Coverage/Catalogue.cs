namespace Busbar.Coverage;

/// <summary>The requirement catalogue, and the reasons for the rows that no test proves.</summary>
internal sealed class Catalogue
{
    /// <summary>Chapters whose modules Busbar speaks. The others are not built yet, and are not advertised.</summary>
    private static readonly string[] BuiltChapters =
        ["TRM", "TRN", "RTE", "STA", "VER", "CRD", "EXT", "OFF", "TYP", "LOC", "SES", "CDR", "TAR", "TOK", "CMD", "CHP", "HCI", "INV", "PAY", "BOK"];

    private static readonly string[] BuiltVersions = ["2.1.1", "2.2", "2.2.1", "2.3.0"];

    public required IReadOnlyDictionary<string, Requirement> Requirements { get; init; }

    /// <summary>Requirement id to the reason why no test proves it.</summary>
    public required IReadOnlyDictionary<string, string> Reasons { get; init; }

    /// <summary>Rows that bind neither a gateway nor a server nor a client: somebody's business, hardware or contract. Each stands with its reason.</summary>
    public required IReadOnlySet<string> NotOurs { get; init; }

    public static Catalogue ReadFolder(string folder)
    {
        var rows = new Dictionary<string, Requirement>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder, "requirements-*.tsv").Order(StringComparer.Ordinal))
        {
            foreach (var line in File.ReadLines(file).Skip(1).Where(line => line.Length > 0))
            {
                var cells = line.Split('\t');
                rows.Add(cells[0], new Requirement(cells[0], cells[1].Split(','), cells[2], cells[3], cells[5]));
            }
        }

        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        var notOurs = new HashSet<string>(StringComparer.Ordinal);
        var reasonsFile = Path.Combine(folder, "unproved.tsv");
        foreach (var line in File.Exists(reasonsFile) ? File.ReadLines(reasonsFile).Skip(1).Where(line => line.Length > 0) : [])
        {
            var cells = line.Split('\t');
            reasons.Add(cells[0], cells[2]);
            if (cells[1] == "no")
            {
                notOurs.Add(cells[0]);
            }
        }

        return new Catalogue { Requirements = rows, Reasons = reasons, NotOurs = notOurs };
    }

    /// <summary>The MUST rows of a version in the chapters that are built, by chapter.</summary>
    public IEnumerable<IGrouping<string, Requirement>> Musts(string version) =>
        Requirements.Values
            .Where(row => row.Level == "MUST" && row.Versions.Contains(version) && BuiltChapters.Contains(row.Chapter))
            .GroupBy(row => row.Chapter)
            .OrderBy(group => Array.IndexOf(BuiltChapters, group.Key));

    public static IReadOnlyList<string> Versions => BuiltVersions;
}

internal sealed record Requirement(string Id, string[] Versions, string Who, string Level, string Text)
{
    public string Chapter => Id[..Id.IndexOf('-', StringComparison.Ordinal)];
}
