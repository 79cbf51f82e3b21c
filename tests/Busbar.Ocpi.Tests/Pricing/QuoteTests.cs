using System.Xml.Linq;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Quotes;
using Busbar.Ocpi.Pricing.Reports;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Tests.Pricing;

public sealed class QuoteTests
{
    private static readonly Tariff DayAndNight = Make.Tariff(
        Make.Element(new TariffRestrictions { StartTime = "08:00", EndTime = "20:00" }, Make.Energy(0.60m, vat: 21)),
        Make.Element(Make.Energy(0.30m, vat: 21), Make.Flat(1, vat: 21)),
        Make.Element(new TariffRestrictions { MinDuration = 7200 }, Make.Parking(3, vat: 21)));

    private static readonly TariffContext Context = new() { Tariffs = [DayAndNight], TimeZone = Make.Amsterdam };

    // A winter day: the place is an hour ahead of UTC.
    private static readonly DateTimeOffset Midnight = Make.At("2026-01-13T23:00:00Z");

    [Fact]
    public void Planned_session_costs_what_its_parts_cost()
    {
        // 18:00 at 11 kW: two hours at the day's price (22 kWh, 13.20), one at the night's (11 kWh, 3.30), the fee since the night's element counts for it (1), an hour of parking (3).
        var plan = new PlannedSession { Arrival = Midnight.AddHours(18), Energy = 33, Power = 11, Parking = TimeSpan.FromHours(1) };
        var result = TariffQuote.Price(plan, Context);
        Assert.Equal(20.5m, Make.Before(result));
        Assert.Equal(3, result.Periods.Count);
    }

    [Fact]
    public void Curve_over_arrival_agrees_with_single_quotes_and_knows_its_ends()
    {
        var plan = new PlannedSession { Arrival = Midnight, Energy = 11, Power = 11 };
        var curve = TariffQuote.ByArrival(plan, Context, Midnight, Midnight.AddDays(1), TimeSpan.FromMinutes(30));
        Assert.Equal(49, curve.Points.Count);
        Assert.All(curve.Points, point => Assert.Equal(TariffQuote.Price(plan with { Arrival = point.At }, Context).Totals.TotalCost.AfterTaxes, point.Total.AfterTaxes));
        Assert.Equal(5.203m, curve.Cheapest!.Value.ToDecimal(6));

        // From 07:30 half lies in the night with its fee.
        Assert.Equal(9.196m, curve.Dearest!.Value.ToDecimal(6));
    }

    [Fact]
    public void Running_price_ends_at_the_price_of_the_session_and_never_falls()
    {
        var plan = new PlannedSession { Arrival = Midnight.AddHours(18), Energy = 33, Power = 11, Parking = TimeSpan.FromHours(1), Reserved = TimeSpan.FromMinutes(20) };
        var curve = TariffQuote.WhileItLasts(plan, Context, TimeSpan.FromMinutes(7));
        Assert.Equal(TariffQuote.Price(plan, Context).Totals.TotalCost.AfterTaxes, curve.Points[^1].Total.AfterTaxes);
        Assert.All(curve.Points.Zip(curve.Points.Skip(1)), pair => Assert.True(pair.First.Value <= pair.Second.Value));
    }

    [Fact]
    public void Interval_of_a_session_of_two_readings_is_what_can_be_had_at_best_and_at_worst()
    {
        // 18:00 to 22:00, 22 kWh, at most 11 kW: two hours of full power, all by day (13.20) or all by night (6.60 and the fee), or evenly (6.60 + 3.30).
        var session = new SessionInput
        {
            Tariffs = [DayAndNight], TimeZone = Make.Amsterdam,
            Events =
            [
                new SessionEvent { At = Midnight.AddHours(18), State = SessionState.Charging, MeterKwh = 5 },
                new SessionEvent { At = Midnight.AddHours(22), State = SessionState.Ended, MeterKwh = 27 },
            ],
        };
        var interval = PriceInterval.Of(session, 11);
        Assert.True(interval.IsExact);
        Assert.Equal((7.6m, 10.9m, 14.2m), (interval.Lowest.BeforeTaxes!.Value.ToDecimal(6), Make.Before(interval.Even)!.Value, interval.Highest.BeforeTaxes!.Value.ToDecimal(6)));

        // At most 7 kW: 14 of the 22 in one half, 8 in the other.
        Assert.Equal(1 + (14 * 0.3m) + (8 * 0.6m), PriceInterval.Of(session, 7).Lowest.BeforeTaxes!.Value.ToDecimal(6));
    }

    [Fact]
    public void Interval_holds_every_way_to_take_the_energy()
    {
        for (var seed = 0; seed < 120; seed++)
        {
            var session = new RandomSession(seed);
            var ends = session.Events.Where(seen => seen.MeterKwh is not null).ToList();
            if (ends.Count < 2)
            {
                continue;
            }

            // Only the first and the last reading are left; the truth must lie inside where the interval is exact.
            var sparse = session.Input with { Events = [.. session.Events.Select(seen => seen with { MeterKwh = ReferenceEquals(seen, ends[0]) || ReferenceEquals(seen, ends[^1]) ? seen.MeterKwh : null })] };
            var interval = PriceInterval.Of(sparse, session.PowerKw);
            var truth = SessionEngine.Generate(session.Input).Result.Totals.TotalCost;
            if (interval.IsExact)
            {
                Assert.True(interval.Lowest.AfterTaxes <= truth.AfterTaxes && truth.AfterTaxes <= interval.Highest.AfterTaxes, $"seed {seed}: {interval.Lowest.AfterTaxes} {truth.AfterTaxes} {interval.Highest.AfterTaxes}");
            }
        }
    }

    [Fact]
    public void Components_are_listed_per_kilowatt_hour_then_per_minute_then_per_session()
    {
        var list = TariffComponents.At(Context, Midnight.AddHours(21));
        Assert.Equal(
            [(BilledDimension.Energy, "kWh", 0.363m, 0m), (BilledDimension.Flat, "session", 1.21m, 0m), (BilledDimension.ParkingTime, "min", 0.0605m, 7200m)],
            list.Components.Select(price => (price.Dimension, price.Unit, price.Price.AfterTaxes!.Value.ToDecimal(6), price.FromSeconds)));
        Assert.Equal(Midnight.AddHours(32), list.Until);
        Assert.Equal(0.726m, TariffComponents.At(Context, Midnight.AddHours(12)).Components[0].Price.AfterTaxes!.Value.ToDecimal(6));
    }

    [Fact]
    public void Chart_is_well_formed_and_holds_every_point()
    {
        var plan = new PlannedSession { Arrival = Midnight, Energy = 11, Power = 11 };
        var curve = TariffQuote.ByArrival(plan, Context, Midnight, Midnight.AddDays(1), TimeSpan.FromMinutes(15));
        var svg = XElement.Parse(PriceChart.Draw("11 kWh & more", "at 11 kW", Make.Amsterdam, ("before", curve), ("after", curve)));
        var lines = svg.Descendants().Where(node => node.Name.LocalName == "polyline").ToList();
        Assert.Equal(2, lines.Count);
        Assert.Equal(97, lines[0].Attribute("points")!.Value.Split(' ').Length);
        Assert.Contains(svg.Descendants(), node => node.Value == "9.20");
    }

    [Fact]
    public void Cost_never_falls_with_more_energy_where_no_price_does()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            // Prices that do not fall with energy or time; steps and limits keep the order, a fee may come or not.
            var session = new RandomSession(seed);
            var tariff = session.Tariff with
            {
                Elements =
                [
                    Make.Element(new TariffRestrictions { MinKwh = 12 }, Make.Energy(0.7m, step: 500)), Make.Element(new TariffRestrictions { MinDuration = 3600 }, Make.Energy(0.5m), Make.Parking(2, step: 60)),
                    Make.Element(Make.Energy(0.4m), Make.Flat(1)),
                ],
            };
            var last = Rational.Zero;
            for (var energy = 1; energy <= 30; energy += 3)
            {
                var plan = new PlannedSession { Arrival = session.Start, Energy = energy, Power = 11, Parking = TimeSpan.FromMinutes(5) };
                var total = TariffQuote.Price(plan, new TariffContext { Tariffs = [tariff], TimeZone = session.TimeZone }).Totals.TotalCost.AfterTaxes!.Value;
                Assert.True(total >= last, $"seed {seed}, {energy} kWh");
                last = total;
            }
        }
    }
}
