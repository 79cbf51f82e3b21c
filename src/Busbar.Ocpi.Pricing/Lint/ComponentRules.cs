using System.Globalization;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Lint;

/// <summary>Rules about single prices: steps, taxes, fees.</summary>
internal static class ComponentRules
{
    public static IEnumerable<LintFinding> Check(CompiledTariff tariff, Reach reach, LintOptions options)
    {
        foreach (var element in tariff.Elements)
        {
            var components = tariff.Source.Elements[element.Index].PriceComponents;
            for (var position = 0; position < components.Count; position++)
            {
                foreach (var (code, severity, message) in Check(tariff.Source, element, components, position, reach, options))
                {
                    yield return new(code, severity, element.Index, position, $"{components[position].Type.Value} in element {element.Index + 1}: {message}");
                }
            }
        }

        if (Fees(tariff, reach) is { } fees)
        {
            yield return fees;
        }
    }

    private static IEnumerable<(string Code, LintSeverity Severity, string Message)> Check(
        Tariff tariff, CompiledElement element, IReadOnlyList<PriceComponent> components, int position, Reach reach, LintOptions options)
    {
        var component = components[position];
        var active = Enumerable.Range(0, CompiledElement.Dimensions).Select(dimension => element[dimension]).FirstOrDefault(found => ReferenceEquals(found?.Component, component));
        if (components.Take(position).Any(earlier => earlier.Type == component.Type))
        {
            yield return (LintCodes.DuplicateDimension, LintSeverity.Warning, "its element prices it twice; the first price counts.");
        }
        else if (active is null || (component.Type.Value == "SESSION_TIME" && !options.Policy.HubExtensions))
        {
            yield return (LintCodes.UnknownDimension, LintSeverity.Warning, "the standard does not know this dimension; the price is left out.");
        }

        if (component.Price < 0)
        {
            yield return (LintCodes.NegativePrice, LintSeverity.Note, "the price is negative.");
        }

        foreach (var member in options.Policy.HubExtensions ? HubRounding.Unreadable(component) : [])
        {
            yield return (LintCodes.HubRounding, LintSeverity.Warning, $"its {member} cannot be read; it is left aside.");
        }

        foreach (var finding in Step(component, active, reach).Concat(Tax(component, tariff, options)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<(string Code, LintSeverity Severity, string Message)> Step(PriceComponent component, ActiveComponent? active, Reach reach)
    {
        if (component.Type == TariffDimensionType.Flat)
        {
            if (component.StepSize > 1)
            {
                yield return (LintCodes.IdleStep, LintSeverity.Note, "a fee has no volume that a step size could round.");
            }
        }
        else if (component.StepSize == 0)
        {
            yield return (LintCodes.ZeroStep, LintSeverity.Note, "a step size of 0 is read as no rounding; the standard asks for at least 1.");
        }
        else if (component.StepSize > 1)
        {
            var idle = component.Price == 0 || (active is not null && reach.IsComplete && !reach.CanCount(active));
            yield return idle
                ? (LintCodes.IdleStep, LintSeverity.Note, "the step size can never change a price.")
                : (LintCodes.LargeStep, LintSeverity.Note, $"what is used is billed in steps of {component.StepSize} {(component.Type == TariffDimensionType.Energy ? "Wh" : "s")}; the standard advises 1, and later versions have no steps.");
        }
    }

    private static IEnumerable<(string Code, LintSeverity Severity, string Message)> Tax(PriceComponent component, Tariff tariff, LintOptions options)
    {
        if (component.Vat is { } vat)
        {
            if (options.Version == OcpiVersion.V211)
            {
                yield return (LintCodes.TaxContradiction, LintSeverity.Warning, "2.1.1 has no taxes; the rate is left aside.");
            }
            else if (tariff.TaxIncluded == TaxIncluded.NotApplicable)
            {
                yield return (LintCodes.TaxContradiction, LintSeverity.Error, "it has a rate while no taxes apply to the tariff; the rate is left aside.");
            }

            if (vat is < 0 or > 100 or (> 0 and < 1))
            {
                yield return (LintCodes.TaxRateOdd, LintSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"a tax of {vat:0.####} % is hardly meant."));
            }
        }
        else if (tariff.TaxIncluded == TaxIncluded.Yes && options.Version >= OcpiVersion.V230 && component.Price != 0 && options.Policy.TaxProfile.Count == 0)
        {
            yield return (LintCodes.TaxRateMissing, LintSeverity.Warning, "the price contains taxes and no rate is given: the amount without taxes, which every CDR must state, cannot be told, and the tariff cannot be given to partners of older versions.");
        }
        else if (tariff.TaxIncluded != TaxIncluded.NotApplicable && options.Version != OcpiVersion.V211 && tariff.Elements.SelectMany(element => element.PriceComponents).Any(other => other.Vat > 0) && component.Price != 0)
        {
            yield return (LintCodes.TaxContradiction, LintSeverity.Note, "it has no rate while other prices have one.");
        }
    }

    /// <summary>Different fees of one session: only the first is billed.</summary>
    private static LintFinding? Fees(CompiledTariff tariff, Reach reach)
    {
        List<ActiveComponent> fees = [.. tariff.Elements.Where(element => element.Use == ReservedUse.None).Select(element => element[CompiledElement.Flat]).OfType<ActiveComponent>().Where(reach.CanCount)];
        return fees.Select(fee => (fee.Component.Price, fee.Component.Vat)).Distinct().Count() < 2
            ? null
            : new(LintCodes.SeveralFees, LintSeverity.Note, fees[1].Element, fees[1].Position, $"Different fees may become active in one session (elements {string.Join(", ", fees.Select(fee => fee.Element + 1))}); only the first that does is billed.");
    }
}
