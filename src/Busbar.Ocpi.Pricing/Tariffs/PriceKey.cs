using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>What of a component can be seen in a price: two with the same key cost the same.</summary>
internal readonly record struct PriceKey(decimal Price, decimal? Rate, bool Included, bool IsTaxed, int Step, HubRounding? PriceRound, HubRounding? StepRound)
{
    public static PriceKey? Of(ActiveComponent? component, OcpiVersion version, PricingPolicy policy)
    {
        if (component is null)
        {
            return null;
        }

        var step = component.Component.Type == TariffDimensionType.Flat ? 0 : Math.Max(0, component.Component.StepSize);
        var taxed = component.Tariff.TaxIncluded != TaxIncluded.NotApplicable && (version != OcpiVersion.V211 || policy.TaxProfile.Count > 0);

        // No tax is a rate of nothing; a tax that is not known and not included adds nothing either.
        var included = taxed && component.Tariff.TaxIncluded == TaxIncluded.Yes;
        var unknown = policy.TaxProfile.Count == 0 && (!included || version < OcpiVersion.V230) ? 0 : (decimal?)null;
        var rate = taxed ? component.Component.Vat ?? unknown : 0;
        return new PriceKey(component.Component.Price, rate, included && rate != 0, taxed || version != OcpiVersion.V211, step, policy.HubExtensions ? component.PriceRound : null, policy.HubExtensions ? component.StepRound : null);
    }
}
