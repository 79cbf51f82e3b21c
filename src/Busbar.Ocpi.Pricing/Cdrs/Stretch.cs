using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>A period made ready: volumes corrected, the energy before it, its tariff.</summary>
internal sealed class Stretch : IFlow
{
    // Four decimals of an hour are 0.36 seconds, half of the last one 0.18.
    private static readonly Rational LastDecimal = Rational.Of(36, 100);
    private static readonly Rational HalfOfLastDecimal = Rational.Of(18, 100);
    private static readonly ElectricalValues Nothing = ElectricalValues.Constant(Rational.Zero);

    public MeasuredPeriod Period { get; private set; } = null!;

    public int Index { get; private set; }

    public long From { get; private set; }

    public long To { get; private set; }

    public CompiledTariff? Tariff { get; private set; }

    /// <summary>Kilowatt-hours before it.</summary>
    public Rational EnergyBefore { get; private set; }

    public Rational Energy { get; private set; }

    public Rational Charging { get; private set; }

    public Rational Parking { get; private set; }

    public Rational Reserved { get; private set; }

    /// <summary>Seconds beyond the end of a booking.</summary>
    public Rational Overtime { get; private set; }

    /// <summary>Whether a session, and not only a reservation, goes on.</summary>
    public bool IsSession { get; private set; }

    public ElectricalValues Current => Period.Current.IsKnown || Flows ? Period.Current : Nothing;

    public ElectricalValues Power => Period.Power.IsKnown ? Period.Power : Flows ? AveragePower() : Nothing;

    private bool Flows => !Energy.IsZero || (Period.Energy is null && Charging.Sign > 0);

    public void Set(MeasuredPeriod period, int index, Rational energyBefore, CompiledTariff? tariff, bool snap)
    {
        Period = period;
        Index = index;
        From = period.Start.UtcTicks;
        To = Math.Max(From, period.End.UtcTicks);
        Tariff = tariff;
        EnergyBefore = energyBefore;
        Energy = period.Energy ?? Rational.Zero;
        var length = Ticks.Seconds(To - From);
        snap &= period.IsFromWire;
        Charging = Time(period.Charging, length, snap);
        Parking = Time(period.Parking, length, snap);
        Reserved = Time(period.Reserved, length, snap);
        Overtime = Time(period.Overtime, length, snap);
        IsSession = !period.IsReservation;
    }

    /// <summary>What was used of a dimension that has a volume.</summary>
    public Rational Used(BilledDimension dimension) => dimension switch
    {
        BilledDimension.Energy => Energy,
        BilledDimension.Time => Charging,
        BilledDimension.ParkingTime => Parking,
        _ => Reserved,
    };

    public void Forget() => (Period, Tariff) = (null!, null);

    private ElectricalValues AveragePower()
    {
        var seconds = Charging.Sign > 0 ? Charging : Ticks.Seconds(To - From);
        return seconds.IsZero || Period.Energy is null ? default : new ElectricalValues(null, Energy * 3600 / seconds, null);
    }

    private static Rational Time(Rational? stated, Rational length, bool snap)
    {
        var seconds = stated ?? Rational.Zero;
        if (!snap || seconds.IsZero)
        {
            return seconds;
        }

        if ((seconds - length).Abs() <= LastDecimal)
        {
            return length;
        }

        var whole = seconds.Round(0, RoundingMode.HalfUp);
        return (seconds - whole).Abs() <= HalfOfLastDecimal ? whole : seconds;
    }
}
