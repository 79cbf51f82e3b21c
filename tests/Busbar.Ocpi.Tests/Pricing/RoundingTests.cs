using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>Rounding on the way to the total, as partners do it (D-ROUND), and values at the edge of what documents hold.</summary>
public sealed class RoundingTests
{
    // Three periods of 0.015, 0.015 and 0.024: exactly 0.054, with 21 % 0.06534.
    private static readonly PricingInput Session = Make.Input(
        Make.Tariff(Make.Element(Make.Energy(0.3m, step: 0, vat: 21)), Make.Element(Make.Time(1))),
        Make.Period("2026-01-14T10:00:00Z", 1, 0.05m), Make.Period("2026-01-14T10:01:00Z", 1, 0.05m), Make.Period("2026-01-14T10:02:00Z", 1, 0.08m));

    [Theory]
    [Requirement("TAR-032")]
    [InlineData(RoundingPoint.None, TaxRounding.WithAmount, 0.054, 0.06534)]
    [InlineData(RoundingPoint.Line, TaxRounding.WithAmount, 0.06, 0.07)]
    [InlineData(RoundingPoint.Line, TaxRounding.OnTotal, 0.06, 0.0726)]
    [InlineData(RoundingPoint.Component, TaxRounding.WithAmount, 0.05, 0.07)]
    [InlineData(RoundingPoint.Component, TaxRounding.OnTotal, 0.05, 0.0605)]
    [InlineData(RoundingPoint.Dimension, TaxRounding.WithAmount, 0.05, 0.07)]
    [InlineData(RoundingPoint.Total, TaxRounding.OnTotal, 0.05, 0.0605)]
    public void Total_is_rounded_where_the_policy_says(RoundingPoint point, TaxRounding taxes, decimal before, decimal after)
    {
        var result = TariffEngine.Price(Session, PricingPolicy.Default with { RoundingPoint = point, TaxRounding = taxes });
        Assert.Equal((before, after), (Make.Before(result)!.Value, Make.After(result)!.Value));
        var sum = result.Lines.Select(line => line.Cost).Concat(result.Adjustments.Select(adjustment => adjustment.Cost)).Aggregate(Amount.Zero, (left, right) => left + right);
        Assert.Equal((result.Totals.TotalCost.BeforeTaxes, result.Totals.TotalCost.AfterTaxes), (sum.BeforeTaxes, sum.AfterTaxes));
    }

    [Fact]
    public void Taxes_of_what_is_to_be_paid_are_whole_cents_that_add_up()
    {
        // 5.00, GST 0.25 and QST 0.49875: 5.74875, to pay 5.75.
        var policy = PricingPolicy.Default with { TaxProfile = [new TaxRate("GST", 5), new TaxRate("QST", 9.975m)] };
        var result = TariffEngine.Price(Make.Input(Make.Tariff(Make.Element(Make.Energy(0.5m))), Make.Period("2026-01-14T10:00:00Z", 60, 10)), policy);
        Assert.Equal((5m, 5.75m), (result.Payable.BeforeTaxes!.Value.ToDecimal(6), result.Payable.AfterTaxes!.Value.ToDecimal(6)));
        Assert.Equal([0.25m, 0.5m], result.Payable.Taxes.Select(tax => tax.Amount.ToDecimal(6)));
        Assert.Equal([0.25m, 0.49875m], result.Totals.TotalCost.Taxes.Select(tax => tax.Amount.ToDecimal(6)));
    }

    [Fact]
    public void Validity_to_the_end_of_time_is_no_error()
    {
        var tariff = Make.Tariff(Make.Element(Make.Energy(1))) with { EndDateTime = DateTimeOffset.MaxValue };
        Assert.Equal(2m, Make.Before(TariffEngine.Price(Make.Input(tariff, Make.Period("2026-01-14T10:00:00Z", 60, 2, charging: true)))));
    }

    [Fact]
    public void Energy_of_a_session_that_feeds_back_is_import_less_export()
    {
        var periods = PeriodReader.Read(
            [
                new ChargingPeriod
                {
                    StartDateTime = Make.At("2026-01-14T10:00:00Z"),
                    Dimensions = [new() { Type = CdrDimensionType.EnergyImport, Volume = 2 }, new() { Type = CdrDimensionType.EnergyExport, Volume = 5 }, new() { Type = CdrDimensionType.Time, Volume = 1 }],
                },
            ],
            Make.At("2026-01-14T11:00:00Z"));
        var result = TariffEngine.Price(new PricingInput { Tariffs = [Make.Tariff(Make.Element(Make.Energy(0.4m, step: 1000)))], Periods = periods });
        Assert.Equal(-1.2m, Make.Before(result));
        Assert.Contains(WarningCodes.EnergyExported, Make.Codes(result));
    }

    [Fact]
    [Requirement("CDR-068")]
    public void Withheld_times_are_said_where_a_price_depends_on_them()
    {
        var timed = Make.Tariff(Make.Element(new TariffRestrictions { StartTime = "20:00" }, Make.Energy(1)), Make.Element(Make.Energy(2)));
        Assert.Contains(WarningCodes.TimesWithheld, Make.Codes(TariffEngine.Price(Withheld(timed))));
        Assert.DoesNotContain(WarningCodes.TimesWithheld, Make.Codes(TariffEngine.Price(Withheld(Make.Tariff(Make.Element(Make.Energy(2)))))));
    }

    private static PricingInput Withheld(Tariff tariff) => Make.Input(tariff, Make.Period("1970-01-01T00:00:00Z", 0, 5)) with { Start = DateTimeOffset.UnixEpoch, TariffVersion = OcpiVersion.V221 };
}
