using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>Single rules and named decisions, each by the smallest session that shows it.</summary>
public sealed class PricingRuleTests
{
    private const string Ten = "2026-01-14T10:00:00Z";
    private const string Eleven = "2026-01-14T11:00:00Z";

    [Theory]
    [Requirement("TAR-054", "TAR-055", "TAR-058", "TAR-059")]
    [InlineData("0.1152", 1, "0.029")]
    [InlineData("0.001", 500, "0.125")]
    [InlineData("0.500", 500, "0.125")]
    [InlineData("0.501", 500, "0.25")]
    public void Energy_is_billed_in_whole_steps(string kwh, int step, string cost)
    {
        var result = TariffEngine.Price(Make.Input(Make.Tariff(Make.Element(Make.Energy(0.25m, step))), Make.Period(Ten, 60, decimal.Parse(kwh, System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture), Make.Before(result));
    }

    [Fact]
    [Requirement("TAR-056")]
    public void Step_of_0_rounds_nothing()
    {
        Assert.Equal(0.0288m, Make.Before(TariffEngine.Price(Make.Input(Make.Tariff(Make.Element(Make.Energy(0.25m, 0))), Make.Period(Ten, 60, 0.1152m)))));
    }

    [Fact]
    [Requirement("CDR-070")]
    public void Charging_before_priced_parking_is_not_rounded()
    {
        var tariff = Make.Tariff(Make.Element(Make.Time(6, 300), Make.Parking(3, 300)));
        var result = TariffEngine.Price(Make.Input(tariff, Make.Period(Ten, 21, charging: true), Make.Period("2026-01-14T10:21:00Z", 7, parking: true)));
        Assert.Equal([21 * 60, 10 * 60], result.Lines.Select(line => line.Billed));
    }

    [Fact]
    public void Parking_of_no_length_is_no_parking()
    {
        var tariff = Make.Tariff(Make.Element(Make.Time(6, 900), Make.Parking(3, 300)));
        var none = Make.Period("2026-01-14T10:21:00Z", 0) with { Parking = Rational.Zero };
        Assert.Equal(3.00m, Make.Before(TariffEngine.Price(Make.Input(tariff, Make.Period(Ten, 21, charging: true), none))));
    }

    [Fact]
    [Requirement("CDR-074")]
    public void Changing_the_tariff_rounds_nothing_at_the_change()
    {
        var first = Make.Tariff(Make.Element(Make.Time(6, 600))) with { Id = "A" };
        var second = Make.Tariff(Make.Element(Make.Time(12, 600))) with { Id = "B" };
        var input = Make.Input(first, Make.Period(Ten, 6, charging: true, tariff: "a"), Make.Period("2026-01-14T10:06:00Z", 22, charging: true, tariff: "B"));
        var result = TariffEngine.Price(input with { Tariffs = [first, second] });
        Assert.Equal([6 * 60, 24 * 60], result.Lines.Select(line => line.Billed));
        Assert.DoesNotContain(WarningCodes.SeveralTariffs, Make.Codes(result));
    }

    [Fact]
    public void Period_without_tariff_among_others_is_not_priced_unless_the_policy_is_lenient()
    {
        var tariff = Make.Tariff(Make.Element(Make.Energy(1)));
        var input = Make.Input(tariff, Make.Period(Ten, 60, 2, tariff: "T"), Make.Period(Eleven, 60, 3));
        Assert.Equal(2m, Make.Before(TariffEngine.Price(input)));
        Assert.Contains(WarningCodes.PeriodWithoutTariff, Make.Codes(TariffEngine.Price(input)));
        Assert.Equal(5m, Make.Before(TariffEngine.Price(input, new PricingPolicy { PeriodWithoutTariffUsesSessionTariff = true })));
    }

    [Theory]
    [InlineData(FlatFees.FirstOncePerSession, 1)]
    [InlineData(FlatFees.EachElementOnce, 3)]
    [InlineData(FlatFees.EveryPeriod, 4)]
    public void Flat_fees_are_billed_as_the_policy_says(FlatFees policy, int expected)
    {
        var late = new TariffRestrictions { MinDuration = 7200 };
        var tariff = Make.Tariff(Make.Element(late, Make.Flat(2)), Make.Element(Make.Flat(1)));
        var input = Make.Input(tariff, Make.Period(Ten, 60, 1), Make.Period(Eleven, 60, 1), Make.Period("2026-01-14T12:00:00Z", 60, 1));
        var result = TariffEngine.Price(input, new PricingPolicy { FlatFees = policy });
        Assert.Equal(expected, Make.Before(result));
        Assert.Equal(policy == FlatFees.FirstOncePerSession, Make.Codes(result).Contains(WarningCodes.FlatSuppressed));
    }

    [Fact]
    [Requirement("CDR-060")]
    public void Fee_of_a_parking_element_counts_in_the_cost_of_parking()
    {
        var result = TariffEngine.Price(Make.Input(Make.Tariff(Make.Element(Make.Flat(2), Make.Parking(3)), Make.Element(Make.Energy(1))), Make.Period(Ten, 60, parking: true)));
        Assert.Null(result.Totals.FixedCost);
        Assert.Equal(5m, result.Totals.ParkingCost?.BeforeTaxes);
    }

    [Fact]
    [Requirement("TAR-093")]
    public void Unrestricted_element_never_prices_reserved_time()
    {
        var result = TariffEngine.Price(Make.Input(Make.Tariff(Make.Element(Make.Time(6), Make.Flat(1))), Make.Period(Ten, 60, reserved: true)));
        Assert.Equal(0m, Make.Before(result));
        Assert.Contains(WarningCodes.NoPriceComponent, Make.Codes(result));
    }

    [Fact]
    [Requirement("TAR-089")]
    public void Duration_is_that_of_the_session_without_the_reservation()
    {
        var tariff = Make.Tariff(Make.Element(new TariffRestrictions { MaxDuration = 1800 }, Make.Energy(0)), Make.Element(Make.Energy(1)));
        var input = Make.Input(tariff, Make.Period(Ten, 60, reserved: true), Make.Period(Eleven, 30, 5), Make.Period("2026-01-14T11:30:00Z", 30, 2));
        Assert.Equal(2m, Make.Before(TariffEngine.Price(input)));
    }

    [Theory]
    [Requirement("TAR-036", "TAR-037")]
    [InlineData(1, "2.00", "2.10")]
    [InlineData(3, "3.00", "3.63")]
    [InlineData(9, "5.00", "6.00")]
    public void Each_side_of_the_total_is_kept_within_its_own_limit(int kwh, string before, string after)
    {
        var tariff = Make.Tariff(Make.Element(Make.Energy(1, vat: 21))) with
        {
            MinPrice = new PriceLimit { BeforeTaxes = 2, AfterTaxes = 2.10m },
            MaxPrice = new PriceLimit { BeforeTaxes = 5, AfterTaxes = 6 },
        };
        var result = TariffEngine.Price(Make.Input(tariff, Make.Period(Ten, 60, kwh)));
        Assert.Equal((before, after), ($"{Make.Before(result):0.00}", $"{Make.After(result):0.00}"));
        Assert.Equal(kwh, result.Totals.EnergyCost?.BeforeTaxes);
    }

    [Fact]
    public void Limit_without_taxes_moves_the_taxes_in_proportion()
    {
        var tariff = Make.Tariff(Make.Element(Make.Energy(1, vat: 21))) with { MaxPrice = new PriceLimit { BeforeTaxes = 5 }, MinPrice = new PriceLimit { BeforeTaxes = 2 } };
        Assert.Equal(6.05m, Make.After(TariffEngine.Price(Make.Input(tariff, Make.Period(Ten, 60, 9)))));
        Assert.Equal(2.42m, Make.After(TariffEngine.Price(Make.Input(tariff, Make.Period(Ten, 60)))));
    }

    [Fact]
    public void Minimum_does_not_count_when_there_was_only_a_reservation()
    {
        var tariff = Make.Tariff(Make.Element(Make.Energy(1))) with { MinPrice = new PriceLimit { BeforeTaxes = 2, AfterTaxes = 2 } };
        Assert.Equal(0m, Make.Before(TariffEngine.Price(Make.Input(tariff, Make.Period(Ten, 60, reserved: true)))));
    }

    [Theory]
    [Requirement("TAR-044", "TAR-051")]
    [InlineData("NO", "10.00", "12.10")]
    [InlineData("YES", "8.264463", "10.00")]
    [InlineData("N/A", "10.00", "10.00")]
    public void Taxes_are_on_top_inside_or_not_at_all(string included, string before, string after)
    {
        var tariff = Make.Tariff(Make.Element(Make.Energy(1, vat: 21))) with { TaxIncluded = TaxIncluded.From(included) };
        var result = TariffEngine.Price(Make.Input(tariff, Make.Period(Ten, 60, 10)));
        Assert.Equal((before, after), ($"{Make.Before(result):0.00####}", $"{Make.After(result):0.00####}"));
    }

    [Fact]
    public void Tax_profile_gives_every_tax_its_own_line()
    {
        var policy = new PricingPolicy { TaxProfile = [new TaxRate("GST", 5), new TaxRate("QST", 9.975m, "R-1")] };
        var result = TariffEngine.Price(Make.Input(Make.Tariff(Make.Element(Make.Energy(1))), Make.Period(Ten, 60, 10), Make.Period(Eleven, 60, 10)), policy);
        Assert.Equal((20m, 22.995m, TaxStatus.Known), (Make.Before(result), Make.After(result), result.TaxStatus));
        Assert.Equal([("GST", 1m), ("QST", 1.995m)], result.Totals.TotalCost.Taxes.Select(tax => (tax.Name, tax.Amount.ToDecimal())));
    }

    [Fact]
    public void Version_without_taxes_invents_none()
    {
        var result = TariffEngine.Price(Make.Input(Make.Tariff(Make.Element(Make.Energy(1))), Make.Period(Ten, 60, 10)) with { TariffVersion = OcpiVersion.V211 });
        Assert.Equal((10m, (decimal?)null, TaxStatus.NotStated), (Make.Before(result), Make.After(result), result.TaxStatus));
    }

    [Fact]
    public void Energy_that_is_fed_back_is_signed_and_not_rounded()
    {
        var input = Make.Input(Make.Tariff(Make.Element(Make.Energy(0.30m, 1000))), Make.Period(Ten, 60, -2.5m));
        Assert.Equal(-0.75m, Make.Before(TariffEngine.Price(input)));
        Assert.Equal(0m, Make.Before(TariffEngine.Price(input, new PricingPolicy { ExportedEnergy = ExportedEnergy.Unpriced })));
    }

    [Fact]
    [Requirement("TAR-087", "TAR-088")]
    public void Current_and_power_are_checked_from_below_inclusive_to_above_exclusive()
    {
        var tariff = Make.Tariff(Make.Element(new TariffRestrictions { MinPower = 10, MaxPower = 20, MaxCurrent = 32 }, Make.Energy(1)), Make.Element(Make.Energy(2)));
        MeasuredPeriod At(int power, int current) => Make.Period(Ten, 60, 1) with { Power = ElectricalValues.Constant(power), Current = ElectricalValues.Constant(current) };
        Assert.Equal(1m, Make.Before(TariffEngine.Price(Make.Input(tariff, At(10, 31)))));
        Assert.Equal(2m, Make.Before(TariffEngine.Price(Make.Input(tariff, At(20, 31)))));
        Assert.Equal(2m, Make.Before(TariffEngine.Price(Make.Input(tariff, At(10, 32)))));
    }

    [Fact]
    public void Rounding_on_the_way_is_an_adjustment_or_in_the_lines()
    {
        var input = Make.Input(Make.Tariff(Make.Element(Make.Energy(0.333m))), Make.Period(Ten, 60, 1), Make.Period(Eleven, 60, 1));
        Assert.Equal(0.666m, Make.Before(TariffEngine.Price(input)));
        Assert.Equal(0.66m, Make.Before(TariffEngine.Price(input, new PricingPolicy { RoundingPoint = RoundingPoint.Line })));
        Assert.Equal(0.67m, Make.Before(TariffEngine.Price(input, new PricingPolicy { RoundingPoint = RoundingPoint.Dimension })));
        Assert.Equal(0.67m, Make.Before(TariffEngine.Price(input, new PricingPolicy { RoundingPoint = RoundingPoint.Total, RoundingMode = RoundingMode.Up })));
    }

    [Fact]
    public void Estimate_stands_beside_a_period_that_outlasts_its_price()
    {
        var tariff = Make.Tariff(Make.Element(new TariffRestrictions { MaxKwh = 4 }, Make.Energy(1)), Make.Element(Make.Energy(2)));
        var result = TariffEngine.Price(Make.Input(tariff, Make.Period(Ten, 60, 10)));
        Assert.Equal((10m, 16m), (Make.Before(result), result.SplitEstimate?.BeforeTaxes?.ToDecimal()));
    }

    [Fact]
    [Requirement("TAR-025")]
    public void Line_tells_which_elements_were_passed_over_and_why()
    {
        var tariff = Make.Tariff(
            Make.Element(new TariffRestrictions { StartTime = "20:00", EndTime = "22:00" }, Make.Energy(1)), Make.Element(Make.Time(1)),
            Make.Element(new TariffRestrictions { MinKwh = 5 }, Make.Energy(2)), Make.Element(Make.Energy(3)));
        var line = Assert.Single(TariffEngine.Price(Make.Input(tariff, Make.Period(Ten, 60, 1))).Lines);
        Assert.Equal(3, line.By.Element);
        Assert.Equal([new PassedElement(0, RestrictionKind.TimeOfDay), new PassedElement(2, RestrictionKind.Energy)], line.Passed);
    }
}
