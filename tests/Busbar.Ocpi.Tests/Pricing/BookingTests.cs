using System.Text.Json;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>Prices of bookings count where the policy says so and the outcome of the booking is given (D-BOOKING).</summary>
public sealed class BookingTests
{
    private static readonly PricingPolicy Bookings = PricingPolicy.Default with { Bookings = true };

    private static readonly Tariff Booked = Make.Tariff(
        For("BOOKING", Make.Flat(2), Make.Time(1)),
        For("BOOKING_EXPIRES", Make.Flat(8)),
        For("BOOKING_CANCELLATION_FEES", Make.Flat(4)),
        For("BOOKING_OVERTIME", Make.Time(12), Make.Flat(1)),
        Make.Element(Make.Energy(0.5m), Make.Flat(0.5m)));

    [Fact]
    public void Used_booking_costs_its_fee_its_time_and_the_overtime()
    {
        // 30 min reserved, 60 min of session of which 15 lie beyond the booking: 2 + 0.50 + 1 + 3, and 10 kWh and the session fee: 5.50.
        var start = Make.At("2026-01-14T10:00:00Z");
        var result = SessionEngine.Generate(
            new SessionInput
            {
                Tariffs = [Booked],
                TimeZone = Make.Amsterdam,
                Booking = BookingUse.Used,
                BookedUntil = start.AddMinutes(75),
                Events =
                [
                    new SessionEvent { At = start, State = SessionState.Reserved },
                    new SessionEvent { At = start.AddMinutes(30), State = SessionState.Charging, MeterKwh = 0 },
                    new SessionEvent { At = start.AddMinutes(90), State = SessionState.Ended, MeterKwh = 10 },
                ],
            },
            Bookings).Result;
        Assert.Equal(12m, Make.Before(result));
        Assert.Equal(6.5m, result.Totals.ReservationCost!.BeforeTaxes!.Value.ToDecimal(6));
        Assert.Equal(3, result.Periods.Count);
    }

    [Theory]
    [InlineData(BookingUse.Expired, 8.5)]
    [InlineData(BookingUse.Cancelled, 4)]
    public void Booking_without_a_session_costs_what_became_of_it(BookingUse use, decimal expected)
    {
        var input = Make.Input(Booked, Make.Period("2026-01-14T10:00:00Z", 30, reserved: true)) with { Booking = use };
        Assert.Equal(expected, Make.Before(TariffEngine.Price(input, Bookings)));
    }

    [Fact]
    public void Nothing_of_it_counts_unless_switched_on()
    {
        var result = TariffEngine.Price(Make.Input(Booked, Make.Period("2026-01-14T10:00:00Z", 30, reserved: true)) with { Booking = BookingUse.Expired });
        Assert.Equal(0, Make.Before(result));
        Assert.Contains(WarningCodes.BookingUnknown, Make.Codes(result));
    }

    private static TariffElement For(string use, params PriceComponent[] components) =>
        Make.Element(new TariffRestrictions { Unknown = new Dictionary<string, JsonElement> { ["booking"] = JsonDocument.Parse($"\"{use}\"").RootElement } }, components);
}
