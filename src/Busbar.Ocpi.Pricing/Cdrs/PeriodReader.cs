using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Reads charging periods as they stand in CDRs and Sessions.</summary>
/// <remarks>OCPI chapter "CDRs module / ChargingPeriod class": a period lasts until the next one starts, the last one until the session ends.</remarks>
public static class PeriodReader
{
    /// <summary>The periods in the order of time.</summary>
    public static IReadOnlyList<MeasuredPeriod> Read(IReadOnlyList<ChargingPeriod> periods, DateTimeOffset end)
    {
        ArgumentNullException.ThrowIfNull(periods);
        var ordered = periods.OrderBy(period => period.StartDateTime).ToList();
        return [.. ordered.Select((period, index) => Read(period, index + 1 < ordered.Count ? ordered[index + 1].StartDateTime : end))];
    }

    private static MeasuredPeriod Read(ChargingPeriod period, DateTimeOffset end) => new()
    {
        Start = period.StartDateTime,
        End = end < period.StartDateTime ? period.StartDateTime : end,
        Energy = Sum(period, CdrDimensionType.Energy),
        Charging = Sum(period, CdrDimensionType.Time) * 3600,
        Parking = Sum(period, CdrDimensionType.ParkingTime) * 3600,
        Reserved = Sum(period, CdrDimensionType.ReservationTime) * 3600,
        Current = new ElectricalValues(Sum(period, CdrDimensionType.MinCurrent), Sum(period, CdrDimensionType.Current), Sum(period, CdrDimensionType.MaxCurrent)),
        Power = new ElectricalValues(Sum(period, CdrDimensionType.MinPower), Sum(period, CdrDimensionType.Power), Sum(period, CdrDimensionType.MaxPower)),
        TariffId = period.TariffId,
        IsFromWire = true,
    };

    private static Rational? Sum(ChargingPeriod period, CdrDimensionType type)
    {
        Rational? sum = null;
        foreach (var dimension in period.Dimensions)
        {
            if (dimension.Type == type)
            {
                sum = (sum ?? Rational.Zero) + dimension.Volume;
            }
        }

        return sum;
    }
}
