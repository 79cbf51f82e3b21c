namespace Busbar.Ocpi.Tests.RealDocuments;

/// <summary>The real documents that have no form in 2.1.1, with a part of the reason that has to be given. Every other one is translated.</summary>
internal static class ExpectedWithheld
{
    private static readonly List<string[]> Rows = Read();

    /// <summary>Whether a document is known to be withheld from 2.1.1, and for that reason.</summary>
    public static bool Is(string file, string reason) =>
        Rows.Exists(row => file.EndsWith("/" + row[0], StringComparison.Ordinal) && reason.Contains(row[1], StringComparison.Ordinal));

    private static List<string[]> Read()
    {
        using var stream = typeof(ExpectedWithheld).Assembly.GetManifestResourceStream("expected-withheld.tsv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('\t'))];
    }
}
