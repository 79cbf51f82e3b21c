using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Reference;

/// <summary>The pages of docs/reference: one for each object and version, and the list of them.</summary>
public static class ReferencePages
{
    /// <summary>Every page by its name in the folder.</summary>
    public static IReadOnlyDictionary<string, string> Build()
    {
        var pages = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["README.md"] = Index() };
        foreach (var version in OcpiVersions.All)
        {
            foreach (var contract in Contract.For(version).Objects.Values)
            {
                pages[$"{version.Number()}/{contract.Name}.md"] = new ObjectPage(version, contract).Text();
            }
        }

        return pages;
    }

    private static string Index()
    {
        var text = new StringBuilder();
        text.Append("""
            # Objects of every version

            One page for each object and version of OCPI: its fields, types, cardinalities and lengths, and the values of its enumerations.
            Written by `dotnet run --project tests/Busbar.Reference` from the tables in [spec/contracts](../../spec/contracts) and the
            documentation of the records in `Busbar.Ocpi.Model`; a test fails when a page is out of date.

            | cardinality | meaning |
            |---|---|
            | 1 | required |
            | ? | optional; null and absent mean the same |
            | * | a list; empty, null and absent mean the same |
            | + | a list with at least one item |

            Lengths are in characters, of an `int` in digits. `CiString` is printable ASCII and compares ignoring case; `string` is Unicode text
            (in 2.1.1 printable ASCII); `DateTime` is UTC, written with Z; `number` has at most four decimals.

            """);
        var modules = OcpiVersions.All.SelectMany(version => Contract.For(version).Objects.Values.OrderBy(contract => contract.Ordinal)).Select(contract => contract.Module).Distinct();
        foreach (var module in modules)
        {
            text.Append('\n').Append("## ").Append(module).Append("\n\n| object | ").AppendJoin(" | ", OcpiVersions.All.Select(version => version.Number())).Append(" |\n|---|---|---|---|---|\n");
            var names = OcpiVersions.All.SelectMany(version => Contract.For(version).Objects.Values).Where(contract => contract.Module == module)
                .Select(contract => contract.Name).Distinct().Order(StringComparer.OrdinalIgnoreCase);
            foreach (var name in names)
            {
                text.Append("| ").Append(name).Append(" |");
                foreach (var version in OcpiVersions.All)
                {
                    var fields = Contract.For(version).Objects.GetValueOrDefault(name)?.Fields.Length;
                    text.Append(fields is null ? " |" : $" [{fields} fields]({version.Number()}/{name}.md) |");
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    }
}
