using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>A period made ready: volumes corrected, the energy before it, its tariff.</summary>
internal sealed class Stretch
{
    // Four decimals of an hour are 0.36 seconds, half of the last one 0.18.
    private static readonly Rational LastDecimal = Rational.Of(36, 100);
    private static readonly Rational HalfOfLastDecimal = Rational.Of(18, 100);

    public Stretch(MeasuredPeriod period, int index, Rational energyBefore, CompiledTariff? tariff, bool snap)
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
        var flows = !Energy.IsZero || (period.Energy is null && Charging.Sign > 0);
        Current = period.Current.IsKnown || flows ? period.Current : ElectricalValues.Constant(Rational.Zero);
        Power = period.Power.IsKnown ? period.Power : !flows ? ElectricalValues.Constant(Rational.Zero) : AveragePower(length);
    }

    public MeasuredPeriod Period { get; }

    public int Index { get; }

    public long From { get; }

    public long To { get; }

    public CompiledTariff? Tariff { get; }

    /// <summary>Kilowatt-hours before it.</summary>
    public Rational EnergyBefore { get; }

    public Rational Energy { get; }

    public Rational Charging { get; }

    public Rational Parking { get; }

    public Rational Reserved { get; }

    public ElectricalValues Current { get; }

    public ElectricalValues Power { get; }

    /// <summary>Whether a session, and not only a reservation, goes on.</summary>
    public bool IsSession => !Period.IsReservation;

    private ElectricalValues AveragePower(Rational length)
    {
        var seconds = Charging.Sign > 0 ? Charging : length;
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
