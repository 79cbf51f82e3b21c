using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Writes periods and totals as they stand in CDRs: four decimals, hours for times.</summary>
/// <remarks>OCPI chapter "CDRs module / CDR object".</remarks>
public static class CdrWriter
{
    /// <summary>The CDR with the periods, costs and volumes of a result.</summary>
    /// <remarks>Where the amount without taxes is not known (D-TAX) the known one stands in its place, without taxes, and the remark says so.</remarks>
    public static Cdr Fill(Cdr cdr, PricingResult result)
    {
        ArgumentNullException.ThrowIfNull(cdr);
        ArgumentNullException.ThrowIfNull(result);
        var totals = result.Totals;
        return cdr with
        {
            ChargingPeriods = Periods(result.Periods),
            TotalCost = PriceOf(totals.TotalCost),
            TotalFixedCost = Optional(totals.FixedCost),
            TotalEnergy = totals.Energy.ToDecimal(),
            TotalEnergyCost = Optional(totals.EnergyCost),
            TotalTime = Hours(totals.Time),
            TotalTimeCost = Optional(totals.TimeCost),
            TotalParkingTime = totals.ParkingTime.IsZero ? null : Hours(totals.ParkingTime),
            TotalParkingCost = Optional(totals.ParkingCost),
            TotalReservationCost = Optional(totals.ReservationCost),
            Remark = cdr.Remark ?? (totals.TotalCost.BeforeTaxes is null ? "The amounts contain taxes; their rate is not known." : null),
        };
    }

    /// <summary>An amount with four decimals.</summary>
    public static Price PriceOf(Amount amount)
    {
        ArgumentNullException.ThrowIfNull(amount);
        var before = (amount.BeforeTaxes ?? amount.AfterTaxes ?? Rational.Zero).ToDecimal();
        return new Price
        {
            BeforeTaxes = before,
            Taxes = amount.BeforeTaxes is null
                ? []
                : [.. amount.Taxes.Select(tax => new TaxAmount { Name = tax.Name, AccountNumber = tax.AccountNumber, Percentage = tax.Percentage, Amount = tax.Amount.ToDecimal() })],
        };
    }

    /// <summary>Charging periods that start on whole seconds, with volumes of four decimals. Rounded energies add up to the rounded total, and a time
    /// that fills its period is the length of the written period.</summary>
    public static IReadOnlyList<ChargingPeriod> Periods(IReadOnlyList<MeasuredPeriod> periods)
    {
        ArgumentNullException.ThrowIfNull(periods);
        var written = new List<ChargingPeriod>(periods.Count);
        var energy = Rational.Zero;
        foreach (var period in periods)
        {
            var before = energy.ToDecimal();
            energy += period.Energy ?? Rational.Zero;
            var dimensions = new List<CdrDimension>();
            Add(dimensions, CdrDimensionType.Energy, period.Energy is null ? null : energy.ToDecimal() - before);
            Add(dimensions, CdrDimensionType.Time, Written(period, period.Charging));
            Add(dimensions, CdrDimensionType.ParkingTime, Written(period, period.Parking));
            Add(dimensions, CdrDimensionType.ReservationTime, Written(period, period.Reserved));
            Add(dimensions, CdrDimensionType.ReservationOvertime, Written(period, period.Overtime));
            Add(dimensions, CdrDimensionType.MinPower, period.Power.Lowest?.ToDecimal());
            Add(dimensions, CdrDimensionType.MaxPower, period.Power.Highest?.ToDecimal());
            Add(dimensions, CdrDimensionType.MinCurrent, period.Current.Lowest?.ToDecimal());
            Add(dimensions, CdrDimensionType.MaxCurrent, period.Current.Highest?.ToDecimal());
            if (dimensions.Count == 0)
            {
                // A period has at least one dimension; a pause used nothing.
                Add(dimensions, CdrDimensionType.Energy, 0);
            }

            written.Add(new ChargingPeriod { StartDateTime = Second(period.Start), Dimensions = dimensions, TariffId = period.TariffId });
        }

        return written;
    }

    private static void Add(List<CdrDimension> dimensions, CdrDimensionType type, decimal? volume)
    {
        if (volume is { } value)
        {
            dimensions.Add(new CdrDimension { Type = type, Volume = value });
        }
    }

    private static Price? Optional(Amount? amount) => amount is null ? null : PriceOf(amount);

    private static decimal? Written(MeasuredPeriod period, Rational? seconds) =>
        seconds is not { } time ? null
        : time == Ticks.Seconds((period.End - period.Start).Ticks) ? Hours(Ticks.Seconds((Second(period.End) - Second(period.Start)).Ticks))
        : Hours(time);

    private static decimal Hours(Rational seconds) => (seconds / 3600).ToDecimal();

    private static DateTimeOffset Second(DateTimeOffset instant) => Ticks.Instant((instant.UtcTicks + (Ticks.Second / 2)) / Ticks.Second * Ticks.Second);
}
