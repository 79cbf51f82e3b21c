using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Tariffs;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Pricing.Requirements.Words;

namespace Busbar.Ocpi.Tests.Pricing.Requirements;

/// <summary>Step sizes: what is rounded up, to what, once, and at which price.</summary>
public sealed class StepSizeTests
{
    private static readonly TariffRestrictions Until17 = new() { EndTime = "17:00" };

    [Theory]
    [InlineData(1, 300)]
    [InlineData(5, 300)]
    [InlineData(6, 600)]
    [Requirement("TAR-054")]
    public void Time_is_billed_in_blocks_of_its_step(int minutes, int billed)
    {
        Assert.Equal(billed, Billed(Visit.At("2025-01-14 12:00").Charge(minutes).Price(Tariff(Always(Time(2m, 300)))), BilledDimension.Time));
    }

    [Fact]
    [Requirement("TAR-058")]
    public void Energy_with_a_step_of_one_is_billed_by_the_watt_hour()
    {
        var visit = Visit.At("2025-01-14 12:00").Charge(1, 0.1152m);
        var tariff = Tariff(Always(Energy(0.25m)));
        Assert.Equal(0.116m, Billed(visit.Price(tariff), BilledDimension.Energy));
        visit.Costs(0.029m, null, tariff);
    }

    [Theory]
    [InlineData("0.001")]
    [InlineData("0.25")]
    [InlineData("0.5")]
    [Requirement("TAR-059")]
    public void Energy_of_up_to_one_step_of_half_a_kilowatt_hour_is_billed_as_one(string kwh)
    {
        var visit = Visit.At("2025-01-14 12:00").Charge(10, decimal.Parse(kwh, System.Globalization.CultureInfo.InvariantCulture));
        visit.Costs(0.125m, null, Tariff(Always(Energy(0.25m, 500))));
    }

    [Fact]
    [Requirement("CDR-069")]
    public void Step_is_applied_once_to_energy_and_once_to_times()
    {
        var result = Visit.At("2025-01-14 12:00").Charge(7, 0.3m).Charge(7, 0.3m).Park(7).Park(7)
            .Price(Tariff(Always(Energy(0.25m, 500), Time(1m, 600), Parking(1m, 600))));
        Assert.Equal((1.0m, 14 * 60, 20 * 60), (Billed(result, BilledDimension.Energy), Billed(result, BilledDimension.Time), Billed(result, BilledDimension.ParkingTime)));
        Assert.Equal(2, result.Lines.Count(line => !line.StepSurplus.IsZero));
    }

    [Fact]
    [Requirement("CDR-070")]
    public void Charging_before_priced_parking_is_not_rounded()
    {
        var result = Visit.At("2025-01-14 12:00").Charge(21).Park(7).Price(Tariff(Always(Time(1m, 300), Parking(2m, 300))));
        Assert.Equal((21 * 60, 10 * 60), (Billed(result, BilledDimension.Time), Billed(result, BilledDimension.ParkingTime)));
    }

    [Fact]
    [Requirement("CDR-071")]
    public void Change_of_element_rounds_nothing_and_the_last_step_counts_for_the_session()
    {
        var result = Visit.At("2025-01-14 16:56").Charge(4).Charge(11).Price(Tariff(When(Until17, Time(1m, 1800)), Always(Time(2m, 600))));
        Assert.Equal([240, 16 * 60], result.Lines.Select(line => (int)line.Billed.ToDecimal()));
    }

    [Fact]
    [Requirement("CDR-072")]
    public void Step_rounds_the_total_of_the_session_and_not_its_last_period()
    {
        var visit = Visit.At("2025-01-14 16:00").Charge(60, 4.3m).Charge(20, 1.1m);
        var tariff = Tariff(When(Until17, Energy(0.20m, 500)), Always(Energy(0.27m, 500)));
        Assert.Equal(5.5m, Billed(visit.Price(tariff), BilledDimension.Energy));
        visit.Costs((4.3m * 0.20m) + (1.2m * 0.27m), null, tariff);
    }

    [Fact]
    [Requirement("CDR-073")]
    public void Rounding_is_billed_at_the_last_price()
    {
        var visit = Visit.At("2025-01-14 16:54").Charge(6).Charge(22);
        var tariff = Tariff(When(Until17, Time(5m, 600)), Always(Time(7m, 600)));
        Assert.Equal([360, 24 * 60], visit.Price(tariff).Lines.Select(line => (int)line.Billed.ToDecimal()));
        visit.Costs(0.50m + 2.80m, null, tariff);
    }

    [Fact]
    [Requirement("CDR-074")]
    public void Change_of_tariff_rounds_nothing_where_it_happens()
    {
        var cheap = Tariff(Always(Time(1m, 600))) with { Id = "CHEAP" };
        var fast = Tariff(Always(Time(2m, 600))) with { Id = "FAST" };
        var result = Visit.At("2025-01-14 12:00").Charge(7, tariff: "CHEAP").Charge(8, tariff: "FAST").Price(cheap, fast);
        Assert.Equal([7 * 60, 13 * 60], result.Lines.Select(line => (int)line.Billed.ToDecimal()));
    }

    [Fact]
    [Requirement("CDR-075")]
    public void Of_priced_charging_and_parking_only_parking_is_rounded()
    {
        var visit = Visit.At("2025-01-14 12:00").Charge(21).Park(16);
        var tariff = Tariff(Always(Time(1m, 600), Parking(2m, 600)));
        var result = visit.Price(tariff);
        Assert.Equal((21 * 60, 20 * 60), (Billed(result, BilledDimension.Time), Billed(result, BilledDimension.ParkingTime)));
    }

    private static decimal Billed(PricingResult result, BilledDimension dimension) => result.Dimensions.Single(total => total.Dimension == dimension).Billed.ToDecimal();
}
