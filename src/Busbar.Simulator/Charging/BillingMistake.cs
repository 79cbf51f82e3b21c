using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;

namespace Busbar.Simulator.Charging;

/// <summary>Mistakes that operators make when they bill, for whoever checks CDRs to find.</summary>
internal static class BillingMistake
{
    /// <summary>The CDR as an operator sends it that is wrong now and then: by the number of the session, always the same ones.</summary>
    public static Cdr Make(Cdr cdr, TimeZoneInfo zone, int number) =>
        number % 5 == 4 ? WithTaxesAsWithout(cdr)
        : number % 7 == 6 ? PricesTakenForTaxed(cdr, zone)
        : cdr;

    /// <summary>Amounts with taxes where amounts without belong.</summary>
    private static Cdr WithTaxesAsWithout(Cdr cdr) => Costs(cdr, price => price is null ? null : new Price { BeforeTaxes = price.BeforeTaxes + price.Taxes.Sum(tax => tax.Amount) });

    /// <summary>The tariff's prices taken for prices that contain the taxes.</summary>
    private static Cdr PricesTakenForTaxed(Cdr cdr, TimeZoneInfo zone)
    {
        var input = CdrReader.Read(cdr, zone, [.. cdr.Tariffs.Select(tariff => tariff with { TaxIncluded = TaxIncluded.Yes })]);
        return CdrWriter.Fill(cdr, TariffEngine.Price(input)) with { ChargingPeriods = cdr.ChargingPeriods };
    }

    private static Cdr Costs(Cdr cdr, Func<Price?, Price?> change) => cdr with
    {
        TotalCost = change(cdr.TotalCost)!,
        TotalFixedCost = change(cdr.TotalFixedCost),
        TotalEnergyCost = change(cdr.TotalEnergyCost),
        TotalTimeCost = change(cdr.TotalTimeCost),
        TotalParkingCost = change(cdr.TotalParkingCost),
    };
}
