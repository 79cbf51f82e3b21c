using System.Xml.Linq;

namespace Busbar.Coverage;

/// <summary>What a test run's result files (xUnit XML) say: counts, and the requirements that passing tests name.</summary>
internal sealed class TestResults
{
    private readonly HashSet<string> _proved = new(StringComparer.Ordinal);
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public int Skipped { get; private set; }

    /// <summary>Why tests were skipped, with how many.</summary>
    public SortedDictionary<string, int> SkipReasons { get; } = new(StringComparer.Ordinal);

    /// <summary>Requirements named by at least one test, all of whose tests that ran passed.</summary>
    public IReadOnlySet<string> Proved => _proved;

    public static TestResults ReadFolder(string folder)
    {
        var results = new TestResults();
        var failed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal))
        {
            var document = XDocument.Load(file);
            foreach (var test in document.Descendants("test"))
            {
                results.Add(test, failed);
            }

            // An error outside a test (a fixture that did not start, a crash while cleaning up) is a failure too.
            results.Failed += document.Descendants("errors").Elements("error").Count();
        }

        results._proved.ExceptWith(failed);
        return results;
    }

    private void Add(XElement test, HashSet<string> failed)
    {
        var ids = test.Elements("traits").Elements("trait")
            .Where(trait => (string?)trait.Attribute("name") == "Requirement")
            .Select(trait => (string)trait.Attribute("value")!);
        _named.UnionWith(ids);
        switch ((string?)test.Attribute("result"))
        {
            case "Pass":
                Passed++;
                _proved.UnionWith(ids);
                break;
            case "Fail":
                Failed++;
                failed.UnionWith(ids);
                break;
            default:
                Skipped++;
                var reason = (string?)test.Element("reason") ?? "no reason given";
                SkipReasons[reason] = SkipReasons.GetValueOrDefault(reason) + 1;
                break;
        }
    }

    public IReadOnlySet<string> Named => _named;
}
