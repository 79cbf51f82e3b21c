using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>Restrictions on the clock and the calendar of the Location.</summary>
public sealed class LocalTimeTests
{
    [Fact]
    [Requirement("TAR-082")]
    public void Window_in_the_repeated_hour_of_autumn_is_active_twice()
    {
        // 02:00 to 02:30 local is 00:00Z and again 01:00Z.
        var generated = Charge("2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z", Window("02:00", "02:30"));
        Assert.Equal(6.00m, Make.Before(generated.Result));
        Assert.Equal(["00:00", "00:30", "01:00", "01:30"], generated.Periods.Select(period => $"{period.Start:HH:mm}"));
    }

    [Fact]
    [Requirement("TAR-082")]
    public void Boundary_in_the_missing_hour_of_spring_takes_effect_at_the_jump()
    {
        // 02:00 becomes 03:00 at 01:00Z, so 02:30 to 04:00 local is 01:00Z to 02:00Z.
        var generated = Charge("2026-03-29T00:30:00Z", "2026-03-29T02:30:00Z", Window("02:30", "04:00"));
        Assert.Equal(6.00m, Make.Before(generated.Result));
        Assert.Equal(["00:30", "01:00", "02:00"], generated.Periods.Select(period => $"{period.Start:HH:mm}"));
    }

    [Fact]
    [Requirement("TAR-082")]
    public void Window_inside_the_missing_hour_never_happens()
    {
        Assert.Equal(0m, Make.Before(Charge("2026-03-29T00:30:00Z", "2026-03-29T02:30:00Z", Window("02:10", "02:50")).Result));
    }

    [Theory]
    [Requirement("TAR-084")]
    [InlineData("22:00", "06:00", 480)]
    [InlineData("22:00", "00:00", 120)]
    [InlineData("00:00", "00:00", 1440)]
    [InlineData("13:00", "13:00", 1440)]
    [InlineData(null, "06:00", 360)]
    [InlineData("18:00", null, 360)]
    [InlineData(null, "00:00", 1440)]
    [InlineData("09:00", "17:30", 510)]
    public void Window_of_a_day_covers_its_minutes(string? from, string? to, int minutes)
    {
        var generated = Charge("2026-01-13T23:00:00Z", "2026-01-14T23:00:00Z", new TariffRestrictions { StartTime = from, EndTime = to });
        Assert.Equal(minutes * 60, generated.Result.Lines.Aggregate(Rational.Zero, (sum, line) => sum + line.Billed));
    }

    [Fact]
    [Requirement("TAR-080", "TAR-081", "TAR-082")]
    public void Weekday_and_window_over_midnight_are_both_checked_at_the_moment()
    {
        // Friday 22:00 to Saturday 06:00: only the part on Friday is on a Friday.
        var when = new TariffRestrictions { StartTime = "22:00", EndTime = "06:00", DayOfWeek = [Busbar.Ocpi.Model.Tariffs.DayOfWeek.Friday] };
        Assert.Equal(12.00m, Make.Before(Charge("2026-01-16T20:00:00Z", "2026-01-17T06:00:00Z", when).Result));
    }

    [Fact]
    [Requirement("TAR-082", "TAR-085")]
    public void Dates_are_local_and_the_last_one_is_left_out()
    {
        // 24 December local starts at 23:00Z the day before; 25 December is left out.
        var when = new TariffRestrictions { StartDate = "2026-12-24", EndDate = "2026-12-25" };
        var generated = Charge("2026-12-23T22:00:00Z", "2026-12-25T02:00:00Z", when);
        Assert.Equal(24 * 6.00m, Make.Before(generated.Result));
        Assert.Equal(["23 22:00", "23 23:00", "24 23:00"], generated.Periods.Select(period => $"{period.Start:dd HH:mm}"));
    }

    [Fact]
    public void Restriction_that_cannot_be_read_never_gives_energy_away()
    {
        var generated = Charge("2026-01-14T10:00:00Z", "2026-01-14T11:00:00Z", new TariffRestrictions { StartTime = "early" });
        Assert.Equal(0m, Make.Before(generated.Result));
        Assert.Contains(WarningCodes.RestrictionUnreadable, Make.Codes(generated.Result));
    }

    [Fact]
    public void Unknown_time_zone_is_said_only_when_the_clock_is_read()
    {
        var period = Make.Period("2026-01-14T10:00:00Z", 60, 5, charging: true);
        var plain = TariffEngine.Price(Make.Input(Make.Tariff(Make.Element(Make.Energy(1))), period) with { TimeZone = null });
        Assert.DoesNotContain(WarningCodes.TimeZoneUnknown, Make.Codes(plain));
        var clocked = TariffEngine.Price(Make.Input(Make.Tariff(Make.Element(Window("08:00", "20:00"), Make.Energy(1))), period) with { TimeZone = null });
        Assert.Contains(WarningCodes.TimeZoneUnknown, Make.Codes(clocked));
    }

    private static TariffRestrictions Window(string from, string to) => new() { StartTime = from, EndTime = to };

    private static GeneratedSession Charge(string from, string to, TariffRestrictions when) => SessionEngine.Generate(new SessionInput
    {
        Tariffs = [Make.Tariff(Make.Element(when, Make.Time(6)))],
        TimeZone = Make.Amsterdam,
        Events = [new SessionEvent { At = Make.At(from), State = SessionState.Charging }, new SessionEvent { At = Make.At(to), State = SessionState.Ended }],
    });
}
