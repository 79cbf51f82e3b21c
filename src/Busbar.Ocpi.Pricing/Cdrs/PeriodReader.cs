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
        var ordered = IsOrdered(periods) ? periods : [.. periods.OrderBy(period => period.StartDateTime)];
        var read = new MeasuredPeriod[ordered.Count];
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = Read(ordered[i], i + 1 < read.Length ? ordered[i + 1].StartDateTime : end);
        }

        return read;
    }

    private static bool IsOrdered(IReadOnlyList<ChargingPeriod> periods)
    {
        for (var i = 1; i < periods.Count; i++)
        {
            if (periods[i - 1].StartDateTime > periods[i].StartDateTime)
            {
                return false;
            }
        }

        return true;
    }

    private static MeasuredPeriod Read(ChargingPeriod period, DateTimeOffset end)
    {
        var volumes = new Volumes();
        for (var i = 0; i < period.Dimensions.Count; i++)
        {
            volumes.Add(period.Dimensions[i]);
        }

        return new MeasuredPeriod
        {
            Start = period.StartDateTime,
            End = end < period.StartDateTime ? period.StartDateTime : end,
            // Sessions may state what was taken and what was fed back apart.
            Energy = volumes.Energy ?? (volumes.Import is null && volumes.Export is null ? null : (volumes.Import ?? 0) - (volumes.Export ?? 0)),
            Charging = volumes.Time * 3600,
            Parking = volumes.Parking * 3600,
            Reserved = volumes.Reserved * 3600,
            Overtime = volumes.Overtime * 3600,
            Current = new ElectricalValues(volumes.MinCurrent, volumes.Current, volumes.MaxCurrent),
            Power = new ElectricalValues(volumes.MinPower, volumes.Power, volumes.MaxPower),
            TariffId = period.TariffId,
            IsFromWire = true,
        };
    }

    /// <summary>The volumes of one period; a dimension that stands there twice is added up.</summary>
    private struct Volumes
    {
        public Rational? Energy;
        public Rational? Import;
        public Rational? Export;
        public Rational? Time;
        public Rational? Parking;
        public Rational? Reserved;
        public Rational? Overtime;
        public Rational? MinCurrent;
        public Rational? Current;
        public Rational? MaxCurrent;
        public Rational? MinPower;
        public Rational? Power;
        public Rational? MaxPower;

        public void Add(CdrDimension dimension)
        {
            switch (dimension.Type.Value)
            {
                case "ENERGY": Add(ref Energy, dimension.Volume); break;
                case "TIME": Add(ref Time, dimension.Volume); break;
                case "PARKING_TIME": Add(ref Parking, dimension.Volume); break;
                case "RESERVATION_TIME" or "RESERVATION_EXPIRES": Add(ref Reserved, dimension.Volume); break;
                case "RESERVATION_OVERTIME": Add(ref Overtime, dimension.Volume); break;
                case "ENERGY_IMPORT": Add(ref Import, dimension.Volume); break;
                case "ENERGY_EXPORT": Add(ref Export, dimension.Volume); break;
                case "MIN_CURRENT": Add(ref MinCurrent, dimension.Volume); break;
                case "CURRENT": Add(ref Current, dimension.Volume); break;
                case "MAX_CURRENT": Add(ref MaxCurrent, dimension.Volume); break;
                case "MIN_POWER": Add(ref MinPower, dimension.Volume); break;
                case "POWER": Add(ref Power, dimension.Volume); break;
                case "MAX_POWER": Add(ref MaxPower, dimension.Volume); break;
            }
        }

        private static void Add(ref Rational? sum, decimal volume) => sum = sum is { } before ? before + volume : volume;
    }
}
