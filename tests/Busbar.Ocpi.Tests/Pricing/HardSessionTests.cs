using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>Sessions where several rules meet, each worked out by hand in its comment.</summary>
public sealed class HardSessionTests
{
    [Fact]
    public void Hour_that_the_clock_repeats_is_in_its_window_twice()
    {
        // 25 October 2026, 01:30 summer time to 03:30 winter time: half an hour, then 02:00 to 03:00 twice at 6, then half an hour: 0.60 + 12 + 0.60.
        var tariff = Make.Tariff(Make.Element(new TariffRestrictions { StartTime = "02:00", EndTime = "03:00" }, Make.Time(6)), Make.Element(Make.Time(1.2m)));
        var session = Generate(tariff, Charging("2026-10-24T23:30:00Z"), Ended("2026-10-25T02:30:00Z"));
        Assert.Equal(13.2m, Make.Before(session.Result));
        Assert.Equal(3, session.Periods.Count);
        Assert.Equal(TimeSpan.FromHours(2), session.Periods[1].End - session.Periods[1].Start);
    }

    [Fact]
    public void Window_that_ends_in_the_hour_left_out_ends_at_the_jump()
    {
        // 29 March 2026: 01:00 to 02:00, then it is 03:00. The window to 02:30 holds for the first hour, the one from 02:15 to 02:45 never.
        var tariff = Make.Tariff(
            Make.Element(new TariffRestrictions { StartTime = "02:15", EndTime = "02:45" }, Make.Time(100)),
            Make.Element(new TariffRestrictions { StartTime = "00:00", EndTime = "02:30" }, Make.Time(3)), Make.Element(Make.Time(1)));
        var session = Generate(tariff, Charging("2026-03-29T00:00:00Z"), Ended("2026-03-29T03:00:00Z"));
        Assert.Equal(5m, Make.Before(session.Result));
        Assert.Equal(Make.At("2026-03-29T01:00:00Z"), session.Periods[1].Start);
    }

    [Fact]
    [Requirement("TAR-090")]
    public void Weekdays_that_are_not_stated_are_all_days()
    {
        var tariff = Make.Tariff(Make.Element(new TariffRestrictions { StartTime = "10:00", EndTime = "12:00", DayOfWeek = [] }, Make.Time(2)), Make.Element(Make.Time(1)));
        for (var day = 12; day < 19; day++)
        {
            Assert.Equal(3m, Make.Before(Generate(tariff, Charging($"2026-01-{day}T10:00:00Z"), Ended($"2026-01-{day}T12:00:00Z")).Result));
        }
    }

    [Fact]
    public void Band_of_current_that_holds_no_value_never_counts_even_where_the_current_is_not_known()
    {
        var tariff = Make.Tariff(
            Make.Element(new TariffRestrictions { MinCurrent = 32, MaxCurrent = 16 }, Make.Energy(9)),
            Make.Element(new TariffRestrictions { MinCurrent = 16, MaxCurrent = 32 }, Make.Energy(1)));
        var result = TariffEngine.Price(Make.Input(tariff, Make.Period("2026-01-14T10:00:00Z", 60, 5)));
        Assert.Equal(5m, Make.Before(result));
    }

    [Fact]
    [Requirement("CDR-094")]
    public void Record_without_place_or_session_is_one_of_a_reservation_that_expired()
    {
        // Nothing of the periods tells it: the last one uses nothing. 20 min reserved at 3 = 1, and 4 for not coming.
        var tariff = Make.Tariff(
            Make.Element(new TariffRestrictions { Reservation = ReservationRestrictionType.ReservationExpires }, Make.Flat(4)),
            Make.Element(new TariffRestrictions { Reservation = ReservationRestrictionType.Reservation }, Make.Time(3)));
        var input = Make.Input(tariff, Make.Period("2026-01-14T10:00:00Z", 20, reserved: true), Make.Period("2026-01-14T10:20:00Z", 0, 0));
        var used = SampleCdr.Empty(input) with { ChargingPeriods = CdrWriter.Periods(input.Periods), SessionId = "S1" };
        var never = used with { SessionId = null, CdrLocation = used.CdrLocation with { EvseUid = "#NA" } };
        Assert.Equal(1m, Make.Before(TariffEngine.Price(CdrReader.Read(used, Make.Amsterdam))));
        Assert.Equal(5m, Make.Before(TariffEngine.Price(CdrReader.Read(never, Make.Amsterdam))));
    }

    [Fact]
    public void Friday_night_window_does_not_reach_into_saturday()
    {
        // Friday 9 January 2026, 21:00 to Saturday 02:00 local: 21 to 22 at 1, 22 to 24 at 2, after midnight at 1: 1 + 4 + 2.
        var tariff = Make.Tariff(
            Make.Element(new TariffRestrictions { StartTime = "22:00", EndTime = "06:00", DayOfWeek = [new("FRIDAY")] }, Make.Time(2)), Make.Element(Make.Time(1)));
        Assert.Equal(7m, Make.Before(Generate(tariff, Charging("2026-01-09T20:00:00Z"), Ended("2026-01-10T01:00:00Z")).Result));
    }

    [Fact]
    [Requirement("CDR-086")]
    public void Blocking_price_counts_by_day_from_the_fifth_to_the_twenty_first_hour()
    {
        // Plugged in at 15:00, charging for 4 h at 0.30, parked until 14:00. Parking costs 3 an hour between 07:00 and 23:00 from 4 h to 21 h after the start:
        // 19:00 to 23:00 and 07:00 to 12:00: 9 h. 44 kWh: 13.20 + 27.
        var when = new TariffRestrictions { StartTime = "07:00", EndTime = "23:00", MinDuration = 14_400, MaxDuration = 75_600 };
        var tariff = Make.Tariff(Make.Element(when, Make.Time(3), Make.Parking(3)), Make.Element(Make.Energy(0.3m)));
        var session = Generate(
            tariff, Charging("2026-01-14T14:00:00Z", 0), At("2026-01-14T18:00:00Z", SessionState.SuspendedByVehicle, 44), Ended("2026-01-15T13:00:00Z", 44));
        Assert.Equal(40.2m, Make.Before(session.Result));
        Assert.Equal(27m, session.Result.Totals.ParkingCost!.BeforeTaxes!.Value.ToDecimal(6));
        Assert.Equal(5, session.Periods.Count);
    }

    [Fact]
    public void Reserved_time_is_rounded_by_itself_and_the_session_counts_from_its_end()
    {
        // 17 min reserved in steps of ten: 20 min at 3 = 1. Charging 50 min in steps of 15 min: after 30 min of session it costs 4 instead of 2:
        // 30 min at 2 = 1, 20 min + 10 min of step at 4 = 2. Reservation fee 2, session fee 0.50.
        var tariff = Make.Tariff(
            Make.Element(new TariffRestrictions { Reservation = ReservationRestrictionType.Reservation }, Make.Time(3, step: 600), Make.Flat(2)),
            Make.Element(new TariffRestrictions { MinDuration = 1800 }, Make.Time(4, step: 900)), Make.Element(Make.Time(2, step: 900), Make.Flat(0.5m)));
        var result = Generate(tariff, At("2026-01-14T09:43:00Z", SessionState.Reserved), Charging("2026-01-14T10:00:00Z"), Ended("2026-01-14T10:50:00Z")).Result;
        Assert.Equal(6.5m, Make.Before(result));
        Assert.Equal(3m, result.Totals.ReservationCost!.BeforeTaxes!.Value.ToDecimal(6));
        Assert.Equal(3000, (int)result.Totals.Time.ToDecimal());
    }

    [Fact]
    public void Each_tariff_bounds_its_own_part_and_the_step_of_the_last_rounds_the_whole()
    {
        // 2 kWh by the first (0.80, raised to its minimum of 1.50), 10.3 kWh by the second: 12.3 kWh in steps of 0.5 are 12.5: 10.5 kWh at 0.50 = 5.25, cut at 5.
        var first = Make.Tariff(Make.Element(Make.Energy(0.4m))) with { Id = "A", MinPrice = new PriceLimit { BeforeTaxes = 1.5m, AfterTaxes = 1.5m } };
        var second = Make.Tariff(Make.Element(Make.Energy(0.5m, step: 500))) with { Id = "B", MaxPrice = new PriceLimit { BeforeTaxes = 5, AfterTaxes = 5 } };
        var input = Make.Input(first, Make.Period("2026-01-14T10:00:00Z", 30, 2, charging: true, tariff: "A"), Make.Period("2026-01-14T10:30:00Z", 60, 10.3m, charging: true, tariff: "b"));
        var result = TariffEngine.Price(input with { Tariffs = [first, second] });
        Assert.Equal(6.5m, Make.Before(result));
        Assert.Equal([AdjustmentKind.Minimum, AdjustmentKind.Maximum], result.Adjustments.Select(adjustment => adjustment.Kind));
        Assert.Equal((0.7m, -0.25m), (result.Adjustments[0].Cost.BeforeTaxes!.Value.ToDecimal(6), result.Adjustments[1].Cost.BeforeTaxes!.Value.ToDecimal(6)));
    }

    [Fact]
    public void Two_rates_of_tax_included_and_a_bound_that_hits_one_side_only()
    {
        // 10 kWh at 0.595 with 19 % inside: 5.95, 5.00 without. Parking 1 h at 1.07 with 7 % inside: 1.07, 1.00 without. 6.00 without, 7.02 with; at most 7 with taxes.
        var tariff = Make.Tariff(Make.Element(Make.Energy(0.595m, vat: 19), Make.Parking(1.07m, vat: 7))) with
        {
            TaxIncluded = TaxIncluded.Yes, MaxPrice = new PriceLimit { BeforeTaxes = 100, AfterTaxes = 7 },
        };
        var result = TariffEngine.Price(Make.Input(tariff, Make.Period("2026-01-14T10:00:00Z", 60, 10, charging: true), Make.Period("2026-01-14T11:00:00Z", 60, parking: true)));
        Assert.Equal((6m, 7m), (Make.Before(result)!.Value, Make.After(result)!.Value));
        Assert.Equal(1m, result.Totals.TotalCost.Taxes.Aggregate(Rational.Zero, (sum, tax) => sum + tax.Amount).ToDecimal(6));
    }

    [Fact]
    public void Energy_that_flows_back_is_paid_by_the_tier_it_leaves()
    {
        // 10 kWh in at 0.30, up to 12 at 0.50 (2 kWh); then 6 back: 2 at 0.50, and from 10 kWh down 4 at 0.30. 3 + 1 - 1 - 1.2.
        var tariff = Make.Tariff(Make.Element(new TariffRestrictions { MinKwh = 10 }, Make.Energy(0.5m)), Make.Element(Make.Energy(0.3m)));
        var session = Generate(tariff, Charging("2026-01-14T10:00:00Z", 100), At("2026-01-14T11:12:00Z", SessionState.Charging, 112), Ended("2026-01-14T12:00:00Z", 106));
        Assert.Equal(1.8m, Make.Before(session.Result));
        Assert.Equal([10m, 2m, -2m, -4m], session.Periods.Select(period => period.Energy!.Value.ToDecimal(6)));
        Assert.Contains(WarningCodes.EnergyExported, Make.Codes(session.Result));
    }

    [Fact]
    public void Power_samples_cut_the_session_where_they_cross_a_limit()
    {
        // 150 kW for 6 min (15 kWh at 0.80), 60 kW for 10 min (10 kWh at 0.60), 22 kW for 30 min (11 kWh at 0.40): 12 + 6 + 4.40.
        var tariff = Make.Tariff(
            Make.Element(new TariffRestrictions { MinPower = 100 }, Make.Energy(0.8m)), Make.Element(new TariffRestrictions { MinPower = 50, MaxPower = 100 }, Make.Energy(0.6m)), Make.Element(Make.Energy(0.4m)));
        SessionEvent Sample(string at, int power, decimal meter) => new() { At = Make.At(at), State = SessionState.Charging, Power = power, MeterKwh = meter };
        var session = Generate(tariff, Sample("2026-01-14T10:00:00Z", 150, 0), Sample("2026-01-14T10:06:00Z", 60, 15), Sample("2026-01-14T10:16:00Z", 22, 25), Ended("2026-01-14T10:46:00Z", 36));
        Assert.Equal(22.4m, Make.Before(session.Result));
        Assert.Equal([150m, 60m, 22m], session.Periods.Select(period => period.Power.Highest!.Value.ToDecimal()));
    }

    [Fact]
    public void Credit_of_a_session_with_taxes_of_the_place_negates_the_total_only()
    {
        // 10 kWh at 0.40 = 4, with GST 5 % and QST 9.975 %: 0.20 + 0.399.
        var policy = PricingPolicy.Default with { TaxProfile = [new TaxRate("GST", 5, "RT1"), new TaxRate("QST", 9.975m, "TQ1")] };
        var result = TariffEngine.Price(Make.Input(Make.Tariff(Make.Element(Make.Energy(0.4m))), Make.Period("2026-01-14T10:00:00Z", 60, 10, charging: true)) with { IsCredit = true }, policy);
        Assert.Equal((-4m, -4.599m), (Make.Before(result)!.Value, Make.After(result)!.Value));
        Assert.Equal(4m, result.Totals.EnergyCost!.BeforeTaxes!.Value.ToDecimal(6));
        Assert.Equal([("GST", -0.2m), ("QST", -0.399m)], result.Totals.TotalCost.Taxes.Select(tax => (tax.Name, tax.Amount.ToDecimal(6))));
    }

    [Fact]
    public void Parking_at_no_price_takes_the_step_from_charging()
    {
        // 23 min of charging in steps of 15 would be 30; parking counts at price 0, so that only parking is rounded: 23 min at 6.
        var tariff = Make.Tariff(Make.Element(Make.Time(6, step: 900), Make.Parking(0, step: 900)));
        var parked = Make.Input(tariff, Make.Period("2026-01-14T10:00:00Z", 23, charging: true), Make.Period("2026-01-14T10:23:00Z", 4, parking: true));
        Assert.Equal(2.3m, Make.Before(TariffEngine.Price(parked)));
        Assert.Equal(3m, Make.Before(TariffEngine.Price(Make.Input(tariff, parked.Periods[0]))));
    }

    [Fact]
    [Requirement("TAR-027")]
    public void Tariff_of_2_1_1_prices_by_dimension_and_knows_no_taxes()
    {
        // The first element that matches has no TIME: the second prices it. 5 kWh at 0.25, an hour at 2.
        var tariff = Make.Tariff(Make.Element(new TariffRestrictions { MaxPower = 22 }, Make.Energy(0.25m, vat: 21)), Make.Element(Make.Time(2)));
        var input = Make.Input(tariff, Make.Period("2026-01-14T10:00:00Z", 60, 5, charging: true)) with { TariffVersion = OcpiVersion.V211 };
        var result = TariffEngine.Price(input);
        Assert.Equal((3.25m, null), (Make.Before(result), Make.After(result)));
        Assert.Equal(1.25m, Make.Before(TariffEngine.Price(input, PricingPolicy.Default with { Selection = ElementSelection.PerElement })));
    }

    private static GeneratedSession Generate(Tariff tariff, params SessionEvent[] events) =>
        SessionEngine.Generate(new SessionInput { Tariffs = [tariff], TimeZone = Make.Amsterdam, Events = events });

    private static SessionEvent Charging(string at, decimal? meter = null) => At(at, SessionState.Charging, meter);

    private static SessionEvent Ended(string at, decimal? meter = null) => At(at, SessionState.Ended, meter);

    private static SessionEvent At(string at, SessionState state, decimal? meter = null) => new() { At = Make.At(at), State = state, MeterKwh = meter };
}
