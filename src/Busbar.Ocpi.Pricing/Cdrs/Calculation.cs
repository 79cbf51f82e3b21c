using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>One run of the engine: volumes, fees, steps, taxes, limits, totals.</summary>
internal sealed class Calculation(Evaluation evaluation)
{
    private readonly List<DraftLine> _volumes = [];
    private readonly Fees _fees = new(evaluation);
    private readonly List<PassedElement> _passed = [];

    private PricingPolicy Policy => evaluation.Policy;

    private List<PricingWarning> Warnings => evaluation.Warnings;

    public PricingResult Run(bool checkSpans)
    {
        var spans = false;
        foreach (var stretch in evaluation.Stretches)
        {
            spans |= checkSpans && Spans.Check(evaluation, stretch, _fees.SessionFeeIsDue);
            PriceVolumes(stretch);
            _fees.Add(stretch);
        }

        Steps.Apply(_volumes, Policy, Unpriced);
        var currency = (evaluation.SessionTariff ?? (evaluation.Tariffs.Count > 0 ? evaluation.Tariffs[0] : null))?.Source.Currency ?? "";
        var minorUnits = Policy.MinorUnits ?? Currencies.MinorUnits(currency);
        var version = evaluation.Input.TariffVersion;
        List<PriceLine> lines = [.. _volumes.Concat(_fees.Lines).Select(line => line.Finish(version, Policy, minorUnits))];

        var totals = new Summing(evaluation, lines, minorUnits).Sum();
        return new PricingResult
        {
            Currency = currency,
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
            Policy = Policy,
        };
    }

    private void PriceVolumes(Stretch stretch)
    {
        if (stretch.Tariff is null)
        {
            return;
        }

        var moment = evaluation.MomentAt(stretch, stretch.From, stretch.EnergyBefore);
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
    }

    private void PriceVolume(Stretch stretch, BilledDimension dimension, int component, Rational volume, in Moment moment)
    {
        if (volume.IsZero)
        {
            return;
        }

        _passed.Clear();
        var passed = evaluation.Input.Explain ? _passed : null;
        var @unchecked = false;
        var active = dimension == BilledDimension.ReservationTime
            ? stretch.Tariff!.FindReserved(component, evaluation.Expired, moment, ref @unchecked, passed)
            : stretch.Tariff!.Find(component, moment, ref @unchecked, passed);
        if (@unchecked)
        {
            Warnings.Add(new(WarningCodes.ElectricalValueUnknown, stretch.Index, $"A limit on current or power of the price of {dimension} could not be checked."));
        }

        if (active is null)
        {
            Warnings.Add(new(WarningCodes.NoPriceComponent, stretch.Index, $"No element of tariff {stretch.Tariff.Source.Id} prices {dimension} here: it costs nothing."));
            return;
        }

        _volumes.Add(new DraftLine(stretch, dimension, active, volume, _passed.Count == 0 || passed is null ? [] : [.. _passed]));
    }

    /// <summary>What was used of a dimension without a price.</summary>
    private Rational Unpriced(BilledDimension dimension)
    {
        var used = Rational.Zero;
        foreach (var stretch in evaluation.Stretches)
        {
            used += dimension switch
            {
                BilledDimension.Energy => stretch.Energy,
                BilledDimension.Time => stretch.Charging,
                BilledDimension.ParkingTime => stretch.Parking,
                _ => stretch.Reserved,
            };
        }

        return _volumes.Where(line => line.Dimension == dimension).Aggregate(used, (rest, line) => rest - line.Measured);
    }

    /// <summary>What is known of the taxes of all lines is what is known of the worst of them.</summary>
    private TaxStatus StatusOf(List<PriceLine> lines)
    {
        TaxStatus[] worstFirst = [TaxStatus.UnknownIncluded, TaxStatus.NotStated, TaxStatus.UnknownNotIncluded, TaxStatus.Known];
        foreach (var status in worstFirst)
        {
            foreach (var line in lines)
            {
                if (line.TaxStatus == status)
                {
                    return status;
                }
            }
        }

        return lines.Count > 0 ? TaxStatus.NotApplicable : evaluation.Input.TariffVersion == Model.Common.OcpiVersion.V211 ? TaxStatus.NotStated : TaxStatus.Known;
    }
}
