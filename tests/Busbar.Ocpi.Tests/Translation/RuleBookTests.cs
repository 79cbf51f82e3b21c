using System.Runtime.CompilerServices;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Tests.Translation;

public sealed class RuleBookTests
{
    [Fact]
    public void Every_rule_that_a_loss_names_is_explained_in_the_documentation()
    {
        var explained = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/translation.md"));
        var rules = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in LawTests.Types)
        {
            for (var seed = 0; seed < 100; seed++)
            {
                rules.UnionWith(Translations.Down(new ObjectType(name), new RandomDocuments(OcpiVersion.V230, seed).Next(new ObjectType(name))).Losses.Select(loss => loss.Rule));
                rules.UnionWith(Translations.Up(new ObjectType(name), new RandomDocuments(OcpiVersion.V221, seed).Next(new ObjectType(name))).Losses.Select(loss => loss.Rule));
            }
        }

        Assert.True(rules.Count > 12, $"Only {rules.Count} rules were met.");
        Assert.All(rules, rule => Assert.Contains($"| {rule} |", explained, StringComparison.Ordinal));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
