using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Discrepancies;

/// <summary>Other ways to count energy and time.</summary>
internal static class VolumeReadings
{
    public static IEnumerable<Reading> For(Cdr cdr, PricingInput input)
    {
        yield return Periods(Aspect.Volume, ReadingCodes.EnergyInWattHours, period => period with { Energy = period.Energy / 1000 });
        yield return Periods(Aspect.Volume, ReadingCodes.EnergyTimesThousand, period => period with { Energy = period.Energy * 1000 });
        yield return new(Aspect.Volume, new(ReadingCodes.TotalEnergyBilled), situation => WithTotalEnergy(situation, cdr.TotalEnergy));
        yield return Periods(Aspect.Times, ReadingCodes.WholeTime, period => period.IsReservation ? period : period with { Charging = LengthOf(period), Parking = null });
        yield return Periods(
            Aspect.Times, ReadingCodes.ParkingAsCharging, period => period.Parking is { } parking ? period with { Charging = (period.Charging ?? 0) + parking } : period);
        if (input.TimeZone is { } zone && zone.GetUtcOffset(cdr.StartDateTime) != zone.GetUtcOffset(cdr.EndDateTime))
        {
            yield return Periods(Aspect.Times, ReadingCodes.LocalClockLength, period => ByLocalClock(period, zone));
        }
    }

    private static Reading Periods(Aspect aspect, string code, Func<MeasuredPeriod, MeasuredPeriod> change) =>
        new(aspect, new(code), situation => situation with { Input = situation.Input with { Periods = [.. situation.Input.Periods.Select(change)] } });

    private static Situation? WithTotalEnergy(Situation situation, decimal total)
    {
        var sum = situation.Input.Periods.Aggregate(Rational.Zero, (energy, period) => energy + (period.Energy ?? 0));
        if (sum == total)
        {
            return null;
        }

        var last = situation.Input.Periods.LastOrDefault(period => !period.IsReservation);
        return situation with
        {
            Input = situation.Input with
            {
                Periods =
                [
                    .. situation.Input.Periods.Select(period => sum.IsZero
                        ? ReferenceEquals(period, last) ? period with { Energy = total } : period
                        : period with { Energy = period.Energy * total / sum }),
                ],
            },
        };
    }

    private static MeasuredPeriod ByLocalClock(MeasuredPeriod period, TimeZoneInfo zone)
    {
        var jump = Ticks.Seconds((zone.GetUtcOffset(period.End) - zone.GetUtcOffset(period.Start)).Ticks);
        return jump.IsZero
            ? period
            : period with
            {
                Charging = period.Charging is { Sign: > 0 } charging ? charging + jump : period.Charging,
                Parking = period is { Charging: null or { Sign: <= 0 }, Parking: { Sign: > 0 } parking } ? parking + jump : period.Parking,
                IsFromWire = false,
            };
    }

    private static Rational LengthOf(MeasuredPeriod period) => Ticks.Seconds((period.End - period.Start).Ticks);
}
