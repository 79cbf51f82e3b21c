using System.Runtime.InteropServices;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>One run of the engine: volumes, fees, steps, taxes, limits, totals.</summary>
internal sealed class Calculation(Evaluation evaluation)
{
    // What is known of the taxes of all lines is what is known of the worst of them.
    private static readonly TaxStatus[] WorstFirst = [TaxStatus.UnknownIncluded, TaxStatus.NotStated, TaxStatus.UnknownNotIncluded, TaxStatus.Known];

    // Stands where a dimension does for time beyond the end of a booking.
    private const int Overtime = -1;

    private readonly List<DraftLine> _volumes = evaluation.Workspace.Volumes;
    private readonly Fees _fees = new(evaluation);

    private PricingPolicy Policy => evaluation.Policy;

    private List<PricingWarning> Warnings => evaluation.Warnings;

    public PricingResult Run(bool checkSpans)
    {
        var spans = false;
        foreach (var stretch in evaluation.Stretches)
        {
            if (stretch.Tariff is null)
            {
                continue;
            }

            var moment = evaluation.MomentAt(stretch, stretch.From, stretch.EnergyBefore);
            spans |= checkSpans && Spans.Check(evaluation, stretch, moment, _fees.SessionFeeIsDue);
            PriceVolumes(stretch, moment);
            _fees.Add(stretch, moment);
        }

        Steps.Apply(evaluation);
        var currency = (evaluation.SessionTariff ?? (evaluation.Tariffs.Count > 0 ? evaluation.Tariffs[0] : null))?.Source.Currency ?? "";
        var minorUnits = Policy.MinorUnits ?? Currencies.MinorUnits(currency);
        var lines = Finish(minorUnits);
        var totals = new Summing(evaluation, lines, minorUnits).Sum();
        return new PricingResult
        {
            Currency = currency,
            TimeZone = evaluation.Input.TimeZone,
            Periods = evaluation.Input.Periods,
            Lines = lines,
            Adjustments = totals.Adjustments,
            Dimensions = totals.Dimensions,
            Totals = totals.Totals,
            Payable = totals.Totals.TotalCost.Round(minorUnits, RoundingMode.HalfUp),
            TaxStatus = StatusOf(lines),
            IsCredit = evaluation.Input.IsCredit,
            Warnings = Warnings,
            SplitEstimate = spans ? Spans.Estimate(evaluation) : null,
            Tariffs = evaluation.Tariffs,
            Policy = Policy,
        };
    }

    private PriceLine[] Finish(int minorUnits)
    {
        var version = evaluation.Input.TariffVersion;
        var lines = new PriceLine[_volumes.Count + _fees.Lines.Count];
        var at = 0;
        foreach (ref readonly var line in CollectionsMarshal.AsSpan(_volumes))
        {
            lines[at++] = line.Finish(version, Policy, minorUnits);
        }

        foreach (ref readonly var line in CollectionsMarshal.AsSpan(_fees.Lines))
        {
            lines[at++] = line.Finish(version, Policy, minorUnits);
        }

        return lines;
    }

    private void PriceVolumes(Stretch stretch, in Moment moment)
    {
        if (stretch.Energy.Sign < 0)
        {
            Warnings.Add(new(WarningCodes.EnergyExported, stretch.Index, "Energy was fed back."));
        }

        if (stretch.Energy.Sign >= 0 || Policy.ExportedEnergy == ExportedEnergy.SignedPrice)
        {
            PriceVolume(stretch, BilledDimension.Energy, CompiledElement.Energy, stretch.Energy, moment);
        }

        PriceVolume(stretch, BilledDimension.Time, CompiledElement.Time, stretch.Charging, moment);
        PriceVolume(stretch, BilledDimension.ParkingTime, CompiledElement.Parking, stretch.Parking, moment);
        PriceVolume(stretch, BilledDimension.ReservationTime, CompiledElement.Time, stretch.Reserved, moment);
        if (evaluation.Booking is not null)
        {
            PriceVolume(stretch, BilledDimension.ReservationTime, Overtime, stretch.Overtime, moment);
        }

        if (Policy.HubExtensions && stretch.Tariff!.HasSessionTime && stretch.IsSession)
        {
            PriceVolume(stretch, BilledDimension.Time, CompiledElement.SessionTime, Ticks.Seconds(stretch.To - stretch.From), moment);
        }
    }

    private void PriceVolume(Stretch stretch, BilledDimension dimension, int component, Rational volume, in Moment moment)
    {
        if (volume.IsZero)
        {
            return;
        }

        var passed = evaluation.Input.Explain ? evaluation.Workspace.Passed : null;
        passed?.Clear();
        var @unchecked = false;
        var active = dimension == BilledDimension.ReservationTime
            ? component == Overtime
                ? evaluation.FindOvertime(stretch.Tariff!, CompiledElement.Time, moment, ref @unchecked, passed)
                : evaluation.FindReserved(stretch.Tariff!, component, moment, ref @unchecked, passed)
            : stretch.Tariff!.Find(component, moment, Policy, ref @unchecked, passed);
        if (@unchecked)
        {
            Warnings.Add(new(WarningCodes.ElectricalValueUnknown, stretch.Index, $"A limit on current or power of the price of {dimension} could not be checked."));
        }

        if (active is null)
        {
            // Where a hub's price of all time counts, no other price of time is missed.
            var hasSessionTime = Policy.HubExtensions && stretch.Tariff!.HasSessionTime && (dimension is BilledDimension.Time or BilledDimension.ParkingTime);
            if (hasSessionTime || component is CompiledElement.SessionTime or Overtime)
            {
                return;
            }

            Warnings.Add(new(WarningCodes.NoPriceComponent, stretch.Index, stretch.Tariff!.NoPriceFor(dimension)));
            return;
        }

        _volumes.Add(new DraftLine(stretch, dimension, active, volume, passed is { Count: > 0 } ? [.. passed] : []));
    }

    private TaxStatus StatusOf(PriceLine[] lines)
    {
        foreach (var status in WorstFirst)
        {
            foreach (var line in lines)
            {
                if (line.TaxStatus == status)
                {
                    return status;
                }
            }
        }

        return lines.Length > 0 ? TaxStatus.NotApplicable : evaluation.Input.TariffVersion == Model.Common.OcpiVersion.V211 ? TaxStatus.NotStated : TaxStatus.Known;
    }
}
