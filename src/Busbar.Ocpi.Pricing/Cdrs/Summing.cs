using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Adds lines up: dimensions, subtotals, limits, total.</summary>
internal sealed class Summing(Evaluation evaluation, PriceLine[] lines, int minorUnits)
{
    private static readonly BilledDimension[] Dimensions = Enum.GetValues<BilledDimension>();

    private readonly List<Adjustment> _adjustments = [];
    private readonly AmountSum _sum = evaluation.Workspace.Sum;

    private PricingPolicy Policy => evaluation.Policy;

    public (CostTotals Totals, IReadOnlyList<Adjustment> Adjustments, IReadOnlyList<DimensionTotal> Dimensions) Sum()
    {
        RoundComponents();
        var dimensions = new List<DimensionTotal>();
        foreach (var dimension in Dimensions)
        {
            AddDimension(dimension, dimensions);
        }

        var total = Limited();
        return (new CostTotals
        {
            TotalCost = evaluation.Input.IsCredit ? total.Negate() : total,
            FixedCost = CostOf(dimensions, BilledDimension.Flat),
            EnergyCost = CostOf(dimensions, BilledDimension.Energy),
            TimeCost = CostOf(dimensions, BilledDimension.Time),
            ParkingCost = CostOf(dimensions, BilledDimension.ParkingTime, BilledDimension.ParkingFlat),
            ReservationCost = CostOf(dimensions, BilledDimension.ReservationTime, BilledDimension.ReservationFlat),
            Energy = Used(BilledDimension.Energy),
            Time = Duration(),
            ParkingTime = Used(BilledDimension.ParkingTime),
            ReservationTime = Used(BilledDimension.ReservationTime),
        }, _adjustments, dimensions);
    }

    private Amount Nothing => evaluation.Input.TariffVersion == OcpiVersion.V211 && Policy.TaxProfile.Count == 0 ? Amount.Of(Rational.Zero, null) : Amount.Zero;

    private void AddDimension(BilledDimension dimension, List<DimensionTotal> dimensions)
    {
        // As it was recorded; what stands for it in pricing is in the lines.
        var measured = Stated(dimension);
        var billed = Rational.Zero;
        _sum.Clear();
        foreach (var line in lines)
        {
            if (line.Dimension == dimension)
            {
                billed += line.Billed;
                _sum.Add(line.Cost);
            }
        }

        foreach (var rounding in _adjustments)
        {
            if (rounding.Dimension == dimension)
            {
                _sum.Add(rounding.Cost);
            }
        }

        var cost = _sum.Total();
        if (measured is null && cost is null)
        {
            return;
        }

        if (cost is not null && Policy.RoundingPoint == RoundingPoint.Dimension)
        {
            cost = Rounded(cost, dimension);
        }

        dimensions.Add(new DimensionTotal(dimension, measured ?? billed, billed, cost));
    }

    private Amount Limited()
    {
        var roundings = _adjustments.Count;
        foreach (var tariff in evaluation.Tariffs)
        {
            if (tariff.Source is not { MinPrice: null, MaxPrice: null } && IsUsed(tariff, onlySessions: false))
            {
                Limit(tariff, roundings);
            }
        }

        _sum.Clear();
        foreach (var line in lines)
        {
            _sum.Add(line.Cost);
        }

        foreach (var adjustment in _adjustments)
        {
            _sum.Add(adjustment.Cost);
        }

        var total = _sum.Total() ?? Nothing;
        return Policy.RoundingPoint == RoundingPoint.Total ? Rounded(total, null) : total;
    }

    /// <summary>Keeps the part of one tariff within its limits; with a single tariff, what was rounded before belongs to it.</summary>
    private void Limit(CompiledTariff tariff, int roundings)
    {
        _sum.Clear();
        foreach (var line in lines)
        {
            if (ReferenceEquals(line.By.Tariff, tariff.Source))
            {
                _sum.Add(line.Cost);
            }
        }

        var part = _sum.Total() ?? Nothing;
        for (var i = 0; i < roundings && evaluation.Tariffs.Count == 1; i++)
        {
            part = part.Add(_adjustments[i].Cost);
        }

        new Limits(evaluation.Input.TariffVersion, Policy, evaluation.Warnings)
            .Apply(tariff.Source, part, Policy.MinimumWithoutSession || IsUsed(tariff, onlySessions: true), _adjustments);
    }

    private bool IsUsed(CompiledTariff tariff, bool onlySessions)
    {
        foreach (var stretch in evaluation.Stretches)
        {
            if (ReferenceEquals(stretch.Tariff, tariff) && (!onlySessions || stretch.IsSession))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a price component comes to over all its periods, rounded by the policy, or by the hub's rule that stands beside the price (D-EXT).</summary>
    private void RoundComponents()
    {
        if (Policy.RoundingPoint != RoundingPoint.Component && !Policy.HubExtensions)
        {
            return;
        }

        foreach (var group in lines.GroupBy(line => (line.By, line.Dimension)))
        {
            var rule = (Policy.HubExtensions ? group.Key.By.PriceRound : null)
                ?? (Policy.RoundingPoint == RoundingPoint.Component ? new HubRounding(Policy.RoundingDecimals ?? minorUnits, Policy.RoundingMode) : null);
            if (rule is not null)
            {
                _sum.Clear();
                foreach (var line in group)
                {
                    _sum.Add(line.Cost);
                }

                Rounded(_sum.Total()!, group.Key.Dimension, rule);
            }
        }
    }

    private Amount Rounded(Amount exact, BilledDimension? dimension) => Rounded(exact, dimension, new HubRounding(Policy.RoundingDecimals ?? minorUnits, Policy.RoundingMode));

    private Amount Rounded(Amount exact, BilledDimension? dimension, HubRounding rule)
    {
        var included = evaluation.SessionTariff?.Source.TaxIncluded == TaxIncluded.Yes;
        var rounded = exact.Round(rule.Decimals, rule.Mode, Policy.TaxRounding, included);
        if (rounded.BeforeTaxes != exact.BeforeTaxes || rounded.AfterTaxes != exact.AfterTaxes)
        {
            _adjustments.Add(new Adjustment(AdjustmentKind.Rounding, null, null, dimension, rounded.Add(exact.Negate())));
        }

        return rounded;
    }

    private Amount? CostOf(List<DimensionTotal> dimensions, params ReadOnlySpan<BilledDimension> wanted)
    {
        _sum.Clear();
        foreach (var total in dimensions)
        {
            if (wanted.Contains(total.Dimension) && total.Cost is { } cost)
            {
                _sum.Add(cost);
            }
        }

        return _sum.Total();
    }

    private Rational? Stated(BilledDimension dimension)
    {
        Rational? sum = null;
        var periods = evaluation.Input.Periods;
        for (var i = 0; i < periods.Count; i++)
        {
            var used = dimension switch
            {
                BilledDimension.Energy => periods[i].Energy,
                BilledDimension.Time => periods[i].Charging,
                BilledDimension.ParkingTime => periods[i].Parking,
                BilledDimension.ReservationTime => periods[i].Reserved,
                _ => null,
            };
            if (used is { } volume)
            {
                sum = sum is { } before ? before + volume : volume;
            }
        }

        return sum;
    }

    private Rational Used(BilledDimension dimension)
    {
        var sum = Rational.Zero;
        foreach (var stretch in evaluation.Stretches)
        {
            sum += stretch.Used(dimension);
        }

        return sum;
    }

    private Rational Duration()
    {
        var session = evaluation.HasSession || !evaluation.HasReservation ? evaluation.End - evaluation.SessionStart : 0;
        return Ticks.Seconds(session) + (Policy.ReservationInTotalTime ? Used(BilledDimension.ReservationTime) : Rational.Zero);
    }
}
