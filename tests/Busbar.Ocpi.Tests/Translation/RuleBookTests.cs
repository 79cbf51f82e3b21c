using System.Runtime.CompilerServices;
using System.Text;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Tests.Translation;

public sealed class RuleBookTests
{
    [Fact]
    public void Every_rule_that_a_loss_names_is_explained_in_the_documentation()
    {
        var explained = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/translation.md"));
        var rules = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, from, to) in EveryPairTests.Pairs.Select(row => row.Data))
        {
            for (var seed = 0; seed < 40; seed++)
            {
                var given = Encoding.UTF8.GetBytes(EveryPairTests.Given(new ObjectType(name), from, seed));
                rules.UnionWith(Translator.Translate(new ObjectType(name), from, to, given, SampleContext.Full).Losses.Select(loss => loss.Rule));
            }
        }

        Assert.True(rules.Count > 40, $"Only {rules.Count} rules were met.");
        Assert.All(rules, rule => Assert.Contains($"| {rule} |", explained, StringComparison.Ordinal));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
