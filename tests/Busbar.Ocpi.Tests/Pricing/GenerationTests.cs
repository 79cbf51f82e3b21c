using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>Charging periods from events.</summary>
public sealed class GenerationTests
{
    private static readonly DateTimeOffset Ten = Make.At("2026-01-14T10:00:00Z");

    [Fact]
    [Requirement("CDR-053")]
    public void Fee_that_becomes_due_later_begins_a_period()
    {
        var tariff = Make.Tariff(Make.Element(new TariffRestrictions { MinDuration = 3600 }, Make.Flat(5)), Make.Element(Make.Energy(1)));
        var generated = Generate(tariff, Seen(0, SessionState.Charging, 0), Seen(120, SessionState.Ended, 10));
        Assert.Equal([Ten, Ten.AddHours(1)], generated.Periods.Select(period => period.Start));
        Assert.Equal(15m, Make.Before(generated.Result));
    }

    [Fact]
    [Requirement("CDR-053", "TAR-088")]
    public void Power_over_a_threshold_begins_a_period_that_states_its_power()
    {
        var tariff = Make.Tariff(Make.Element(new TariffRestrictions { MinPower = 20 }, Make.Energy(2)), Make.Element(Make.Energy(1)));
        var generated = Generate(
            tariff, Seen(0, SessionState.Charging, 0) with { Power = 10 }, Seen(30, null, 5) with { Power = 12 }, Seen(60, null, 11) with { Power = 40 }, Seen(90, SessionState.Ended, 31));
        Assert.Equal([(0, 10, 12), (60, 40, 40)], generated.Periods.Select(period => ((int)(period.Start - Ten).TotalMinutes, (int)period.Power.Lowest!.Value.Floor(), (int)period.Power.Highest!.Value.Floor())));
        Assert.Equal(51m, Make.Before(generated.Result));
    }

    [Fact]
    [Requirement("CDR-085")]
    public void Pause_by_the_station_is_what_the_policy_says()
    {
        var tariff = Make.Tariff(Make.Element(Make.Time(6), Make.Parking(60)));
        SessionEvent[] events = [Seen(0, SessionState.Charging, 0), Seen(60, SessionState.SuspendedByStation, 5), Seen(120, SessionState.Ended, 5)];
        Assert.Equal(6m, Make.Before(Generate(tariff, events).Result));
        Assert.Equal(12m, Make.Before(Generate(tariff, new PricingPolicy { StationPause = StationPause.Time }, events).Result));
        Assert.Equal(66m, Make.Before(Generate(tariff, new PricingPolicy { StationPause = StationPause.ParkingTime }, events).Result));
    }

    [Fact]
    public void Energy_between_readings_flows_while_charging_only()
    {
        var tariff = Make.Tariff(Make.Element(new TariffRestrictions { MaxDuration = 5400 }, Make.Energy(1)), Make.Element(Make.Energy(2)));
        var generated = Generate(tariff, Seen(0, SessionState.Charging, 0), Seen(60, SessionState.SuspendedByVehicle, null), Seen(90, SessionState.Charging, null), Seen(120, SessionState.Ended, 9));
        Assert.Equal(12m, Make.Before(generated.Result));
        Assert.Contains(WarningCodes.EstimatedSplit, Make.Codes(generated.Result));
    }

    [Fact]
    public void Tariff_that_is_named_later_counts_from_then_on()
    {
        var (first, second) = (Make.Tariff(Make.Element(Make.Energy(1))) with { Id = "A" }, Make.Tariff(Make.Element(Make.Energy(3))) with { Id = "B" });
        var generated = SessionEngine.Generate(new SessionInput
        {
            Tariffs = [first, second],
            Events = [Seen(0, SessionState.Charging, 0), Seen(60, null, 5) with { TariffId = "B" }, Seen(120, SessionState.Ended, 10)],
        });
        Assert.Equal(["A", "B"], generated.Periods.Select(period => period.TariffId));
        Assert.Equal(20m, Make.Before(generated.Result));
    }

    [Fact]
    [Requirement("CDR-084", "CDR-087")]
    public void Periods_are_written_with_hours_and_kilowatt_hours_of_four_decimals()
    {
        var generated = Generate(
            Make.Tariff(Make.Element(Make.Energy(1))), Seen(0, SessionState.Reserved, null), Seen(10, SessionState.Charging, 0), Seen(30, SessionState.SuspendedByStation, 1.23456m), Seen(40, SessionState.Ended, 1.23456m));
        var written = CdrWriter.Periods(generated.Periods).Select(period => string.Join(' ', period.Dimensions.Select(dimension => $"{dimension.Type} {dimension.Volume:0.####}")));
        Assert.Equal(["RESERVATION_TIME 0.1667", "ENERGY 1.2346 TIME 0.3333", "ENERGY 0"], written);
    }

    [Fact]
    public void Element_for_bookings_never_applies_without_a_booking()
    {
        var booking = System.Text.Json.JsonDocument.Parse("\"BOOKING\"").RootElement;
        var when = new TariffRestrictions { Unknown = new Dictionary<string, System.Text.Json.JsonElement> { ["booking"] = booking } };
        var result = Generate(Make.Tariff(Make.Element(when, Make.Energy(9)), Make.Element(Make.Energy(1))), Seen(0, SessionState.Charging, 0), Seen(60, SessionState.Ended, 2)).Result;
        Assert.Equal(2m, Make.Before(result));
        Assert.Contains(WarningCodes.BookingUnknown, Make.Codes(result));
    }

    [Fact]
    public void Rounded_energies_meet_a_threshold_without_a_report()
    {
        var tariff = Make.Tariff(Make.Element(new TariffRestrictions { MaxKwh = 10 }, Make.Energy(1, 0)), Make.Element(Make.Energy(3, 0)));
        foreach (var first in new[] { 9.9999m, 10m, 10.0001m })
        {
            var input = Make.Input(tariff, Make.Period("2026-01-14T10:00:00Z", 60, first) with { IsFromWire = true }, Make.Period("2026-01-14T11:00:00Z", 60, 5) with { IsFromWire = true });
            var result = TariffEngine.Price(input with { TariffVersion = OcpiVersion.V221 });
            Assert.Equal(first + 15, Make.Before(result));
            Assert.DoesNotContain(WarningCodes.PeriodSpansPriceChange, Make.Codes(result));
        }
    }

    private static SessionEvent Seen(int minutes, SessionState? state, Rational? meter) => new() { At = Ten.AddMinutes(minutes), State = state, MeterKwh = meter };

    private static GeneratedSession Generate(Tariff tariff, params SessionEvent[] events) => Generate(tariff, PricingPolicy.Default, events);

    private static GeneratedSession Generate(Tariff tariff, PricingPolicy policy, SessionEvent[] events) =>
        SessionEngine.Generate(new SessionInput { Tariffs = [tariff], TimeZone = Make.Amsterdam, Events = events }, policy);
}
