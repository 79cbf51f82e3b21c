using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Pricing.Requirements.Words;

namespace Busbar.Ocpi.Tests.Pricing.Requirements;

/// <summary>What a reservation costs, used or not.</summary>
public sealed class ReservationTests
{
    private static readonly TariffElement Session = Always(Flat(0.50m, 20), Energy(0.25m, vat: 10));

    [Fact]
    [Requirement("TAR-091")]
    public void Reserved_time_is_priced_until_charging_starts_or_the_reservation_expires()
    {
        var tariff = Tariff(Reserved(Time(6m)), Always(Time(1m)));
        Visit.At("2025-01-14 12:00").Reserve(20).Charge(60).Costs(2m + 1m, null, tariff);
        Visit.At("2025-01-14 12:00").Reserve(30).Costs(3m, null, tariff);
        Visit.At("2025-01-14 12:00").Charge(60).Costs(1m, null, tariff);
    }

    [Fact]
    [Requirement("TAR-092")]
    public void Expired_reservation_is_priced_by_the_elements_for_expired_ones()
    {
        var tariff = Tariff(Reserved(Time(2m)), Expired(Time(6m)), Always(Time(1m)));
        Visit.At("2025-01-14 12:00").Reserve(30).Costs(3m, null, tariff);
        Visit.At("2025-01-14 12:00").Reserve(30).Charge(60).Costs(1m + 1m, null, tariff);
    }

    [Fact]
    [Requirement("TAR-070")]
    public void Worked_reservation_by_time()
    {
        Visit.At("2025-01-14 12:00").Reserve(15).Charge(120, 20).Costs(6.75m, 7.60m, Tariff(Reserved(Time(5m, 60, 20)), Session));
    }

    [Fact]
    [Requirement("TAR-071")]
    public void Worked_reservation_with_a_fee()
    {
        Visit.At("2025-01-14 12:00").Reserve(13).Charge(120, 20).Costs(8.75m, 10.00m, Tariff(Reserved(Flat(2m, 20), Time(5m, 300, 20)), Session));
    }

    [Fact]
    [Requirement("TAR-072")]
    public void Worked_fee_for_an_expired_reservation()
    {
        var tariff = Tariff(Expired(Flat(4m, 20)), Reserved(Time(2m, 600, 20)), Session);
        Visit.At("2025-01-14 12:00").Reserve(22).Charge(120, 20).Costs(6.50m, 7.30m, tariff);
        Visit.At("2025-01-14 12:00").Reserve(60).Costs(6.00m, 7.20m, tariff);
    }

    [Fact]
    [Requirement("TAR-073")]
    public void Worked_time_price_for_an_expired_reservation()
    {
        var tariff = Tariff(Expired(Time(6m, 600, 20)), Reserved(Time(3m, 600, 20)), Session);
        Visit.At("2025-01-14 12:00").Reserve(22).Charge(120, 20).Costs(7.00m, 7.90m, tariff);
        Visit.At("2025-01-14 12:00").Reserve(90).Costs(9.00m, 10.80m, tariff);
    }

    [Fact]
    [Requirement("CDR-060")]
    public void Fees_of_parking_and_reservation_are_no_part_of_the_fixed_cost()
    {
        var totals = Visit.At("2025-01-14 12:00").Reserve(10).Charge(60, 10)
            .Price(Tariff(Reserved(Flat(2m)), Always(Flat(0.5m), Energy(0.25m)))).Totals;
        Assert.Equal(((Rational?)0.5m, (Rational?)2m), (totals.FixedCost!.BeforeTaxes, totals.ReservationCost!.BeforeTaxes));

        // A fee beside nothing but parking is parking's.
        totals = Visit.At("2025-01-14 12:00").Charge(60, 10).Park(60)
            .Price(Tariff(When(new() { MinDuration = 3600 }, Flat(3m), Parking(1m)), Always(Energy(0.25m)))).Totals;
        Assert.Null(totals.FixedCost);
        Assert.Equal((Rational?)4m, totals.ParkingCost!.BeforeTaxes);
    }

    private static TariffElement Reserved(params PriceComponent[] components) =>
        When(new() { Reservation = ReservationRestrictionType.Reservation }, components);

    private static TariffElement Expired(params PriceComponent[] components) =>
        When(new() { Reservation = ReservationRestrictionType.ReservationExpires }, components);
}
