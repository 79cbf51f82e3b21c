using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Turns the number that a tariff states into an amount with and without taxes (D-TAX).</summary>
internal static class Taxes
{
    private const string Vat = "VAT";

    public static (Amount Cost, TaxStatus Status) Of(Rational stated, ActiveComponent by, OcpiVersion version, PricingPolicy policy)
    {
        var tariff = by.Tariff;
        if (version == OcpiVersion.V211 && policy.TaxProfile.Count == 0)
        {
            return (Amount.Of(stated, null), TaxStatus.NotStated);
        }

        if (tariff.TaxIncluded == TaxIncluded.NotApplicable)
        {
            return (Amount.Of(stated, stated), TaxStatus.NotApplicable);
        }

        var included = tariff.TaxIncluded == TaxIncluded.Yes;
        if (by.Vat is { } rate)
        {
            var before = included ? stated / (Rational.One + rate) : stated;
            var tax = included ? stated - before : stated * rate;
            return (Amount.Of(before, included ? stated : stated + tax, [new TaxShare(Vat, by.Component.Vat, null, tax)]), TaxStatus.Known);
        }

        if (policy.TaxProfile.Count > 0)
        {
            return (Taxed(stated, included, policy.TaxProfile), TaxStatus.Known);
        }

        if (version < OcpiVersion.V230)
        {
            return (Amount.Of(stated, stated), TaxStatus.Known);
        }

        return included
            ? (Amount.Of(stated.IsZero ? stated : null, stated), TaxStatus.UnknownIncluded)
            : (Amount.Of(stated, stated), TaxStatus.UnknownNotIncluded);
    }

    /// <summary>The rates that may lie on a price of a tariff, all together in percent; null when they differ or are not known.</summary>
    public static Rational? SingleRate(Tariff tariff, OcpiVersion version, PricingPolicy policy)
    {
        if (tariff.TaxIncluded == TaxIncluded.NotApplicable)
        {
            return Rational.Zero;
        }

        Rational? none = policy.TaxProfile.Count > 0 ? Sum(policy.TaxProfile) : version < OcpiVersion.V230 ? Rational.Zero : null;
        var rates = tariff.Elements.SelectMany(element => element.PriceComponents).Select(component => component.Vat is { } vat ? (Rational)vat : none).Distinct().ToList();
        return rates.Count == 1 ? rates[0] : null;
    }

    private static Amount Taxed(Rational stated, bool included, IReadOnlyList<TaxRate> rates)
    {
        var factor = Rational.One + (Sum(rates) / 100);
        var before = included ? stated / factor : stated;
        var after = included ? stated : stated * factor;
        var shares = new TaxShare[rates.Count];
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = new TaxShare(rates[i].Name, rates[i].Percentage, rates[i].AccountNumber, before * rates[i].Percentage / 100);
        }

        return Amount.Of(before, after, shares);
    }

    private static Rational Sum(IReadOnlyList<TaxRate> rates)
    {
        var sum = Rational.Zero;
        foreach (var rate in rates)
        {
            sum += rate.Percentage;
        }

        return sum;
    }
}
