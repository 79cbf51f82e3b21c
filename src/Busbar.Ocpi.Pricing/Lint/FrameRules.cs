using System.Globalization;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;

namespace Busbar.Ocpi.Pricing.Lint;

/// <summary>Rules about the tariff as a whole: validity, limits and their taxes.</summary>
internal static class FrameRules
{
    public static IEnumerable<LintFinding> Check(Tariff tariff, LintOptions options)
    {
        if (tariff.Elements.Count == 0)
        {
            yield return new(LintCodes.NoElements, LintSeverity.Error, null, null, "It has no elements: nothing is priced. A tariff that is free of charge has one FLAT of 0.");
        }

        if (tariff.StartDateTime >= tariff.EndDateTime)
        {
            yield return new(LintCodes.Validity, LintSeverity.Error, null, null, "It ends before it begins.");
        }

        if (tariff is { MinPrice: { } min, MaxPrice: { } max } && (min.BeforeTaxes > max.BeforeTaxes || min.AfterTaxes > max.AfterTaxes))
        {
            yield return new(LintCodes.CrossingLimits, LintSeverity.Error, null, null, $"The minimum price ({Text(min)}) is above the maximum price ({Text(max)}); the maximum wins.");
        }

        foreach (var (name, limit) in new[] { ("minimum", tariff.MinPrice), ("maximum", tariff.MaxPrice) })
        {
            if (limit is null)
            {
                continue;
            }

            if (limit.AfterTaxes < limit.BeforeTaxes)
            {
                yield return new(LintCodes.LimitTaxes, LintSeverity.Error, null, null, $"The {name} price is less with taxes than without ({Text(limit)}).");
            }

            if (tariff.TaxIncluded == TaxIncluded.NotApplicable && limit.AfterTaxes is { } after && after != limit.BeforeTaxes)
            {
                yield return new(LintCodes.LimitTaxes, LintSeverity.Warning, null, null, $"No taxes apply, and the {name} price is not the same with and without them ({Text(limit)}).");
            }

            if (limit.AfterTaxes is null && options.Version != OcpiVersion.V211 && Rates(tariff) > 1)
            {
                yield return new(LintCodes.LimitWithoutTaxes, LintSeverity.Warning, null, null, $"The {name} price has no side with taxes, and several rates lie on the prices: the tax in it is taken in proportion.");
            }
        }
    }

    private static int Rates(Tariff tariff) => tariff.Elements.SelectMany(element => element.PriceComponents).Select(component => component.Vat).Distinct().Count();

    private static string Text(PriceLimit limit) => string.Create(CultureInfo.InvariantCulture, $"{limit.BeforeTaxes:0.####}{(limit.AfterTaxes is { } after ? $", with taxes {after:0.####}" : "")}");
}
