using System.Globalization;

namespace Busbar.Coverage;

/// <summary>The table of MUST rows per chapter and version, the rows that are not proved with their reasons, and what is wrong with the bookkeeping.</summary>
internal sealed class CoverageReport
{
    private readonly Catalogue _catalogue;
    private readonly TestResults _results;

    public CoverageReport(Catalogue catalogue, TestResults results)
    {
        _catalogue = catalogue;
        _results = results;
        Faults =
        [
            .. results.Named.Where(id => !catalogue.Requirements.ContainsKey(id)).Order().Select(id => $"{id} is named by a test, but the catalogue has no such row"),
            .. catalogue.Reasons.Keys.Where(id => !catalogue.Requirements.ContainsKey(id)).Order().Select(id => $"{id} has a reason, but the catalogue has no such row"),
            .. catalogue.Reasons.Keys.Where(results.Proved.Contains).Order().Select(id => $"{id} has a reason for not being proved, but a test proves it"),
        ];
    }

    /// <summary>Contradictions between tests, catalogue and reasons; each fails the run.</summary>
    public IReadOnlyList<string> Faults { get; }

    public void Print(TextWriter output)
    {
        PrintUnproved(output);
        PrintSkipped(output);
        foreach (var fault in Faults)
        {
            output.WriteLine($"FAULT  {fault}");
        }

        output.WriteLine();
        output.WriteLine("MUST rows of the requirement catalogue that bind a gateway, server or client: proved by passing tests / all");
        output.WriteLine($"{"chapter",-8}{string.Concat(Catalogue.Versions.Select(version => $"{version,16}"))}");
        foreach (var chapter in Catalogue.Versions.SelectMany(_catalogue.Musts).Select(group => group.Key).Distinct().ToList())
        {
            PrintRow(output, chapter, version => _catalogue.Musts(version).Where(group => group.Key == chapter));
        }

        PrintRow(output, "all", _catalogue.Musts);
        output.WriteLine($"{_catalogue.NotOurs.Count} further rows bind neither (somebody's business, hardware or contract); they stand in spec/unproved.tsv.");
    }

    private void PrintRow(TextWriter output, string name, Func<string, IEnumerable<IGrouping<string, Requirement>>> rows) =>
        output.WriteLine($"{name,-8}{string.Concat(Catalogue.Versions.Select(version => $"{Ratio([.. rows(version).SelectMany(group => group).Where(row => !_catalogue.NotOurs.Contains(row.Id))]),16}"))}");

    private void PrintUnproved(TextWriter output)
    {
        var unproved = Catalogue.Versions.SelectMany(_catalogue.Musts).SelectMany(group => group).Distinct()
            .Where(row => !_results.Proved.Contains(row.Id)).OrderBy(row => row.Id, StringComparer.Ordinal).ToList();
        output.WriteLine($"{unproved.Count} MUST rows are not proved:");
        foreach (var row in unproved)
        {
            output.WriteLine($"  {row.Id}  {_catalogue.Reasons.GetValueOrDefault(row.Id, "(no reason given) " + row.Text)}");
        }
    }

    private void PrintSkipped(TextWriter output)
    {
        foreach (var (reason, count) in _results.SkipReasons)
        {
            output.WriteLine($"skipped {count}: {reason}");
        }
    }

    private string Ratio(List<Requirement> rows)
    {
        var proved = rows.Count(row => _results.Proved.Contains(row.Id));
        return rows.Count == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{proved}/{rows.Count} {100 * proved / rows.Count,3} %");
    }
}
