using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Lint;

/// <summary>Looks for what is wrong, ambiguous or idle in a tariff. What is said of moments is found by exact reasoning, with a session that shows it.</summary>
public static class TariffLint
{
    /// <summary>The findings, the whole tariff's first, then by element.</summary>
    /// <param name="tariff">The tariff, in the canonical shape.</param>
    /// <param name="options">What to look at it with.</param>
    public static IReadOnlyList<LintFinding> Check(Tariff tariff, LintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tariff);
        options ??= LintOptions.Default;
        var compiled = new CompiledTariff(tariff);
        var reach = new Reach(compiled, options.Policy);
        return
        [
            .. FrameRules.Check(tariff, options).Concat(CoverageRules.Check(compiled, reach, options)).Concat(RestrictionRules.Check(compiled, options))
                .Concat(ComponentRules.Check(compiled, reach, options)).Concat(ClockRules.Check(compiled, options))
                .OrderBy(finding => finding.Element ?? -1).ThenBy(finding => finding.Component ?? -1),
        ];
    }
}
