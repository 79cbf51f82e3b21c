using System.Globalization;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Discrepancies;

/// <summary>Other ways to put taxes on prices.</summary>
internal static class TaxReadings
{
    public static IEnumerable<Reading> For(Cdr cdr, PricingInput input)
    {
        var decimals = Currencies.MinorUnits(cdr.Currency);
        yield return new(Aspect.Tax, new(ReadingCodes.TaxOnRoundedTotal), situation => situation with { State = amount => OnRounded(amount, decimals) });
        foreach (var rate in Rates(input.Tariffs))
        {
            yield return new(Aspect.Tax, new(ReadingCodes.OneTaxRate, rate.ToString("0.####", CultureInfo.InvariantCulture)), situation => WithTariffs(situation, tariff => tariff with
            {
                Elements = [.. tariff.Elements.Select(element => element with { PriceComponents = [.. element.PriceComponents.Select(component => component with { Vat = rate })] })],
            }));
        }

        yield return Mixed(ReadingCodes.IncludedAsExcluded, input, TaxIncluded.Yes, TaxIncluded.No);
        yield return Mixed(ReadingCodes.ExcludedAsIncluded, input, TaxIncluded.No, TaxIncluded.Yes);
        yield return new(Aspect.Tax, new(ReadingCodes.TaxedTwice), situation => input.Tariffs.Any(IsTaxedOnTop) ? WithTariffs(situation, WithTaxesInPrices) : null);
        yield return new(Aspect.Statement, new(ReadingCodes.TaxLeftOut), situation => situation with { State = amount => Amount.Of(amount.BeforeTaxes, amount.BeforeTaxes) });

        // Whoever states the wrong side may still state the tax beside it.
        var states = cdr.TotalCost.Taxes.Sum(tax => tax.Amount) != 0;
        yield return new(Aspect.Statement, new(ReadingCodes.AfterInPlaceOfBefore), situation => situation with
        {
            State = amount => Amount.Of(amount.AfterTaxes, states ? amount.AfterTaxes + (amount.AfterTaxes + -amount.BeforeTaxes) : amount.AfterTaxes),
        });
    }

    private static Reading Mixed(string code, PricingInput input, TaxIncluded from, TaxIncluded to) => new(
        Aspect.Tax,
        new(code),
        situation => input.Tariffs.Any(tariff => tariff.TaxIncluded == from)
            ? WithTariffs(situation, tariff => tariff.TaxIncluded == from ? tariff with { TaxIncluded = to } : tariff)
            : null);

    private static bool IsTaxedOnTop(Tariff tariff) =>
        tariff.TaxIncluded == TaxIncluded.No && tariff.Elements.Any(element => element.PriceComponents.Any(component => component.Vat > 0));

    private static Tariff WithTaxesInPrices(Tariff tariff) => !IsTaxedOnTop(tariff) ? tariff : tariff with
    {
        Elements =
        [
            .. tariff.Elements.Select(element => element with
            {
                PriceComponents = [.. element.PriceComponents.Select(component => component with { Price = component.Price * (1 + (component.Vat ?? 0) / 100) })],
            }),
        ],
    };

    private static IEnumerable<decimal> Rates(IReadOnlyList<Tariff> tariffs)
    {
        var rates = tariffs.SelectMany(tariff => tariff.Elements).SelectMany(element => element.PriceComponents).Select(component => component.Vat).Distinct().ToList();
        return rates.Count < 2 ? [] : rates.Where(rate => rate is not null).Select(rate => rate!.Value).Order();
    }

    private static Amount OnRounded(Amount amount, int decimals)
    {
        if (amount is not { BeforeTaxes: { IsZero: false } before, AfterTaxes: { } after })
        {
            return amount;
        }

        var rounded = before.Round(decimals, RoundingMode.HalfUp);
        return Amount.Of(rounded, (rounded * after / before).Round(decimals, RoundingMode.HalfUp));
    }

    private static Situation WithTariffs(Situation situation, Func<Tariff, Tariff> change) =>
        situation with { Input = situation.Input with { Tariffs = [.. situation.Input.Tariffs.Select(change)] } };
}
