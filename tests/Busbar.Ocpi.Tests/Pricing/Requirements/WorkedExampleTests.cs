using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Pricing.Requirements.Words;

namespace Busbar.Ocpi.Tests.Pricing.Requirements;

/// <summary>The sessions that the Tariffs chapter works out: the same numbers must come out.</summary>
public sealed class WorkedExampleTests
{
    /// <summary>Dearer charging after 17:00, parking that is free after 20:00.</summary>
    private static Tariff Stepped => Tariff(
        When(new() { StartTime = "00:00", EndTime = "17:00" }, Time(1.20m, 1800), Parking(1.00m, 900)),
        When(new() { StartTime = "17:00", EndTime = "20:00" }, Time(2.40m, 900), Parking(1.00m, 900)),
        When(new() { StartTime = "20:00", EndTime = "00:00" }, Time(2.40m, 900)));

    /// <summary>A start fee, charging by current and day, parking by time and day.</summary>
    private static Tariff Complex => Tariff(
        Always(Flat(2.50m, 15)),
        When(new() { MaxCurrent = 32 }, Time(1.00m, 900, 20)),
        When(new() { MinCurrent = 32, DayOfWeek = Weekdays }, Time(2.00m, 600, 20)),
        When(new() { MinCurrent = 32, DayOfWeek = Weekend }, Time(1.25m, 600, 20)),
        When(new() { StartTime = "09:00", EndTime = "18:00", DayOfWeek = Weekdays }, Parking(5.00m, 300, 10)),
        When(new() { StartTime = "10:00", EndTime = "17:00", DayOfWeek = [Ocpi.Model.Tariffs.DayOfWeek.Saturday] }, Parking(6.00m, 300, 10)));

    [Fact]
    [Requirement("TAR-060")]
    public void Prices_are_per_hour_per_kilowatt_hour_and_per_session()
    {
        Visit.At("2025-01-14 12:00").Charge(90).Costs(3m, null, Tariff(Always(Time(2m))));
        Visit.At("2025-01-14 12:00").Charge(10).Park(90).Costs(3m, null, Tariff(Always(Parking(2m))));
        Visit.At("2025-01-14 12:00").Charge(90, 1.5m).Costs(3m, null, Tariff(Always(Energy(2m))));
        Visit.At("2025-01-14 12:00").Charge(90, 1.5m).Charge(90, 1.5m).Costs(2m, null, Tariff(Always(Flat(2m))));
    }

    [Fact]
    [Requirement("TAR-061")]
    public void Charging_across_the_change_of_price_and_parking() =>
        Visit.At("2025-01-14 16:55").Charge(5).Charge(5).Park(2).Costs(0.55m, null, Stepped);

    [Fact]
    [Requirement("TAR-062")]
    public void Charging_across_the_change_of_price_without_parking()
    {
        var visit = Visit.At("2025-01-14 16:35").Charge(25).Charge(10);
        Assert.Equal([25 * 60, 20 * 60], visit.Price(Stepped).Lines.Select(line => (int)line.Billed.ToDecimal()));
        visit.Costs(1.30m, null, Stepped);
    }

    [Fact]
    [Requirement("TAR-063")]
    public void Parking_until_it_is_free_is_billed_in_its_blocks()
    {
        var visit = Visit.At("2025-01-14 19:40").Charge(12).Park(8).Park(12);
        Assert.Equal([12 * 60, 15 * 60], visit.Price(Stepped).Lines.Select(line => (int)line.Billed.ToDecimal()));
        visit.Costs(0.73m, null, Stepped);
    }

    [Fact]
    [Requirement("TAR-064")]
    public void Weekday_of_the_complex_tariff() =>
        Visit.At("2025-01-13 09:30").Charge(165, current: 16).Park(42).Costs(9.00m, 10.30m, Complex);

    [Fact]
    [Requirement("TAR-065")]
    public void Saturday_of_the_complex_tariff() =>
        Visit.At("2025-01-18 13:30").Charge(114, current: 43).Park(71).Costs(12.375m, 13.975m, Complex);

    [Fact]
    [Requirement("TAR-066")]
    public void Start_fee_and_energy_in_steps_of_two_taxes() =>
        Visit.At("2025-01-14 12:00").Charge(120, 20.45m).Costs(5.625m, 6.2375m, Tariff(Always(Flat(0.50m, 20), Energy(0.25m, 100, 10))));

    [Fact]
    [Requirement("TAR-069")]
    public void Start_fee_energy_and_parking() =>
        Visit.At("2025-01-14 12:00").Charge(120, 20).Park(40).Costs(7.00m, 7.90m, Tariff(Always(Flat(0.50m, 20), Energy(0.25m, vat: 10), Parking(2m, 900, 20))));

    [Fact]
    [Requirement("TAR-074")]
    public void Energy_by_power() =>
        Visit.At("2025-01-14 12:00").Charge(10, 1, power: 6).Charge(50, 40, power: 48).Charge(8, 0.5m, power: 4)
            .Costs(20.30m, null, Tariff(When(new() { MaxPower = 16 }, Energy(0.20m)), When(new() { MaxPower = 32 }, Energy(0.35m)), Always(Energy(0.50m))));

    [Fact]
    [Requirement("TAR-075")]
    public void Energy_by_duration() =>
        Visit.At("2025-01-14 12:00").Charge(30, 5).Charge(10, 1.2m)
            .Costs(0.30m, null, Tariff(When(new() { MaxDuration = 1800 }, Energy(0m)), When(new() { MaxDuration = 3600 }, Energy(0.25m)), Always(Energy(0.40m))));

    [Fact]
    [Requirement("TAR-076")]
    public void Prices_without_and_with_unknown_taxes()
    {
        var visit = Visit.At("2025-01-14 12:00").Charge(150);
        Assert.Equal((Rational)5m, visit.Price(OcpiVersion.V230, Tariff(Always(Time(2m))) with { TaxIncluded = TaxIncluded.No }).Totals.TotalCost.BeforeTaxes);
        var taxed = visit.Price(OcpiVersion.V230, Tariff(Always(Time(2.10m))) with { TaxIncluded = TaxIncluded.Yes }).Totals.TotalCost;
        Assert.Equal((null, (Rational?)5.25m), (taxed.BeforeTaxes, taxed.AfterTaxes));
    }
}
