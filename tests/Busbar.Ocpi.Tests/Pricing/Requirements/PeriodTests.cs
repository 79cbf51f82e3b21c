using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Pricing.Requirements.Words;

namespace Busbar.Ocpi.Tests.Pricing.Requirements;

/// <summary>The charging periods that the engine makes of what was seen of a session.</summary>
public sealed class PeriodTests
{
    private static readonly DateTimeOffset Noon = new(2025, 1, 14, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    [Requirement("CDR-053")]
    public void Period_begins_whenever_another_price_becomes_active()
    {
        // 13:00 in Amsterdam: the price changes after half an hour, at the clock, and at the end of charging.
        var tariff = Tariff(
            When(new() { MaxDuration = 1800 }, Energy(0.10m), Parking(1m)), When(new() { EndTime = "14:00" }, Energy(0.20m), Parking(1m)), Always(Energy(0.30m), Parking(1m)));
        var generated = Generate(tariff, Seen(0, SessionState.Charging, 0), Seen(90, SessionState.SuspendedByVehicle, 9), Seen(120, SessionState.Ended, 9));
        Assert.Equal([0, 30, 60, 90], generated.Periods.Select(period => (int)(period.Start - Noon).TotalMinutes));
        Assert.Equal((Rational)(0.3m + 0.6m + 0.9m + 0.5m), generated.Result.Totals.TotalCost.BeforeTaxes);
    }

    [Fact]
    [Requirement("CDR-053")]
    public void Nothing_that_matters_begins_no_period()
    {
        var generated = Generate(Tariff(Always(Energy(0.30m))), Seen(0, SessionState.Charging, 0), Seen(20, null, 2), Seen(40, null, 5), Seen(60, SessionState.Ended, 6));
        Assert.Single(generated.Periods);
    }

    [Fact]
    [Requirement("CDR-055")]
    public void Period_that_ends_with_its_price_holds_what_was_used_until_then()
    {
        // The price changes 30 minutes in, between readings at 20 and 40 minutes.
        var tariff = Tariff(When(new() { MaxDuration = 1800 }, Energy(0.10m), Time(1m)), Always(Energy(0.20m), Time(1m)));
        var generated = Generate(tariff, Seen(0, SessionState.Charging, 100), Seen(20, null, 102), Seen(40, null, 106), Seen(60, SessionState.Ended, 107));
        Assert.Equal([(Rational?)4, (Rational?)3], generated.Periods.Select(period => period.Energy));
        Assert.Equal([(Rational?)1800, (Rational?)1800], generated.Periods.Select(period => period.Charging));
    }

    [Fact]
    [Requirement("CDR-085")]
    public void Parking_time_is_when_the_vehicle_asks_for_nothing_and_not_when_the_station_gives_nothing()
    {
        var generated = Generate(
            Tariff(Always(Time(1m), Parking(2m))),
            Seen(0, SessionState.Charging, 0), Seen(30, SessionState.SuspendedByStation, 3), Seen(60, SessionState.SuspendedByVehicle, 3), Seen(75, SessionState.Ended, 3));
        Assert.Equal((Rational)900, generated.Result.Totals.ParkingTime);
        Assert.Equal(0.25m, Volume(generated, CdrDimensionType.ParkingTime));
        Assert.Equal(0.5m, Volume(generated, CdrDimensionType.Time));
    }

    [Fact]
    [Requirement("CDR-087")]
    public void Reservation_time_ends_where_the_customer_begins_to_use_it()
    {
        var tariff = Tariff(When(new() { Reservation = ReservationRestrictionType.Reservation }, Time(6m)), Always(Time(1m)));
        var generated = Generate(tariff, Seen(0, SessionState.Reserved, null), Seen(15, SessionState.Charging, 0), Seen(75, SessionState.Ended, 9));
        Assert.Equal(0.25m, Volume(generated, CdrDimensionType.ReservationTime));
        Assert.Equal(1m, Volume(generated, CdrDimensionType.Time));
    }

    [Fact]
    [Requirement("CDR-084")]
    public void Times_are_written_as_hours()
    {
        var generated = Generate(Tariff(Always(Time(1m), Parking(1m))), Seen(0, SessionState.Charging, 0), Seen(90, SessionState.SuspendedByVehicle, 9), Seen(95, SessionState.Ended, 9));
        Assert.Equal((1.5m, 0.0833m), (Volume(generated, CdrDimensionType.Time), Volume(generated, CdrDimensionType.ParkingTime)));
    }

    private static decimal Volume(GeneratedSession generated, CdrDimensionType type) =>
        CdrWriter.Periods(generated.Periods).SelectMany(period => period.Dimensions).Where(dimension => dimension.Type == type).Sum(dimension => dimension.Volume);

    private static SessionEvent Seen(int minutes, SessionState? state, int? kwh) =>
        new() { At = Noon.AddMinutes(minutes), State = state, MeterKwh = kwh is { } count ? (Rational)count : null };

    private static GeneratedSession Generate(Tariff tariff, params SessionEvent[] events) =>
        SessionEngine.Generate(new SessionInput { Tariffs = [tariff], TimeZone = Visit.Zone, Events = events });
}
