using Busbar.Ocpi.Model.Tariffs;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Pricing.Requirements.Words;
using WeekDay = Busbar.Ocpi.Model.Tariffs.DayOfWeek;

namespace Busbar.Ocpi.Tests.Pricing.Requirements;

/// <summary>What each restriction means, at and beside its bounds. The restricted energy costs 1.00, any other 2.00.</summary>
public sealed class RestrictionTests
{
    [Theory]
    [InlineData("2025-01-14 08:59", false)]
    [InlineData("2025-01-14 09:00", true)]
    [InlineData("2025-07-15 09:00", true)]
    [InlineData("2025-07-15 11:30", false)]
    [Requirement("TAR-082")]
    public void Times_are_the_clock_of_the_location_in_winter_and_summer(string local, bool holds) =>
        Holds(new() { StartTime = "09:00", EndTime = "11:00" }, local, holds);

    [Theory]
    [InlineData("2025-01-13 23:30", false)]
    [InlineData("2025-01-14 00:30", true)]
    [InlineData("2025-01-14 23:30", true)]
    [InlineData("2025-01-15 00:30", false)]
    [Requirement("TAR-082")]
    public void Dates_and_weekdays_are_those_of_the_location(string local, bool holds)
    {
        // Half past midnight in Amsterdam is still the day before in UTC.
        Holds(new() { StartDate = "2025-01-14", EndDate = "2025-01-15" }, local, holds);
        Holds(new() { DayOfWeek = [WeekDay.Tuesday] }, local, holds);
    }

    [Theory]
    [InlineData("21:00", "06:00", "2025-01-14 20:59", false)]
    [InlineData("21:00", "06:00", "2025-01-14 21:00", true)]
    [InlineData("21:00", "06:00", "2025-01-15 05:59", true)]
    [InlineData("21:00", "06:00", "2025-01-15 06:00", false)]
    [InlineData("21:00", "00:00", "2025-01-14 23:59", true)]
    [InlineData("21:00", "00:00", "2025-01-15 00:00", false)]
    [InlineData("00:00", "00:00", "2025-01-15 12:00", true)]
    [Requirement("TAR-084")]
    public void End_before_start_reaches_into_the_next_day_and_midnight_ends_the_day(string start, string end, string local, bool holds) =>
        Holds(new() { StartTime = start, EndTime = end }, local, holds);

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(19, true)]
    [InlineData(20, false)]
    [Requirement("TAR-086")]
    public void Energy_since_the_start_is_bounded_from_and_until(int before, bool holds)
    {
        var tariff = Restricted(new() { MinKwh = 10, MaxKwh = 20 });
        var cost = Visit.At("2025-01-14 12:00").Charge(60, before).Charge(6, 1).Price(tariff).Lines[^1].Cost.BeforeTaxes;
        Assert.Equal(holds ? 1m : 2m, cost!.Value.ToDecimal());
    }

    [Theory]
    [InlineData("15.9", false)]
    [InlineData("16", true)]
    [InlineData("31.9", true)]
    [InlineData("32", false)]
    [Requirement("TAR-087")]
    public void Current_is_bounded_from_and_until_and_only_while_it_lasts(string amperes, bool holds)
    {
        var current = decimal.Parse(amperes, System.Globalization.CultureInfo.InvariantCulture);
        Visit.At("2025-01-14 12:00").Charge(60, 1, current: 20).Charge(60, 1, current: current).Charge(60, 1, current: 20)
            .Costs(1m + (holds ? 1m : 2m) + 1m, null, Restricted(new() { MinCurrent = 16, MaxCurrent = 32 }));
    }

    [Theory]
    [InlineData("10.9", false)]
    [InlineData("11", true)]
    [InlineData("21.9", true)]
    [InlineData("22", false)]
    [Requirement("TAR-088")]
    public void Power_is_bounded_from_and_until_and_only_while_it_lasts(string kilowatts, bool holds)
    {
        var power = decimal.Parse(kilowatts, System.Globalization.CultureInfo.InvariantCulture);
        Visit.At("2025-01-14 12:00").Charge(60, 1, power: 15).Charge(60, 1, power: power).Charge(60, 1, power: 15)
            .Costs(1m + (holds ? 1m : 2m) + 1m, null, Restricted(new() { MinPower = 11, MaxPower = 22 }));
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    [Requirement("TAR-089")]
    public void Duration_of_the_whole_session_in_seconds_is_bounded_from_and_until(int before, bool holds)
    {
        // Parking counts too: it is the session's duration and not that of charging.
        var result = Visit.At("2025-01-14 12:00").Park(before).Charge(1, 1).Price(Restricted(new() { MinDuration = 1800, MaxDuration = 3600 }));
        Assert.Equal(holds ? 1m : 2m, result.Totals.EnergyCost!.BeforeTaxes!.Value.ToDecimal());
    }

    private static Tariff Restricted(TariffRestrictions restrictions) => Tariff(When(restrictions, Energy(1m)), Always(Energy(2m)));

    private static void Holds(TariffRestrictions restrictions, string local, bool holds) =>
        Visit.At(local).Charge(1, 1).Costs(holds ? 1m : 2m, null, Restricted(restrictions));
}
