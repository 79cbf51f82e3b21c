using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Adds lines up: dimensions, subtotals, limits, total.</summary>
internal sealed class Summing(Evaluation evaluation, IReadOnlyList<PriceLine> lines, int minorUnits)
{
    private readonly List<Adjustment> _adjustments = [];

    private PricingPolicy Policy => evaluation.Policy;

    public (CostTotals Totals, IReadOnlyList<Adjustment> Adjustments, IReadOnlyList<DimensionTotal> Dimensions) Sum()
    {
        var dimensions = new List<DimensionTotal>();
        foreach (var dimension in Enum.GetValues<BilledDimension>())
        {
            AddDimension(dimension, dimensions);
        }

        Amount? CostOf(params ReadOnlySpan<BilledDimension> wanted)
        {
            Amount? sum = null;
            foreach (var total in dimensions)
            {
                if (wanted.Contains(total.Dimension) && total.Cost is { } cost)
                {
                    sum = sum is null ? cost : sum.Add(cost);
                }
            }

            return sum;
        }

        var total = Limited();
        var energy = Used(stretch => stretch.Energy);
        return (new CostTotals
        {
            TotalCost = evaluation.Input.IsCredit ? total.Negate() : total,
            FixedCost = CostOf(BilledDimension.Flat),
            EnergyCost = CostOf(BilledDimension.Energy),
            TimeCost = CostOf(BilledDimension.Time),
            ParkingCost = CostOf(BilledDimension.ParkingTime, BilledDimension.ParkingFlat),
            ReservationCost = CostOf(BilledDimension.ReservationTime, BilledDimension.ReservationFlat),
            Energy = energy,
            Time = Duration(),
            ParkingTime = Used(stretch => stretch.Parking),
            ReservationTime = Used(stretch => stretch.Reserved),
        }, _adjustments, dimensions);
    }

    private Amount Nothing => evaluation.Input.TariffVersion == OcpiVersion.V211 && Policy.TaxProfile.Count == 0 ? Amount.Of(Rational.Zero, null) : Amount.Zero;

    private void AddDimension(BilledDimension dimension, List<DimensionTotal> dimensions)
    {
        // As it was recorded; what stands for it in pricing is in the lines.
        var measured = dimension switch
        {
            BilledDimension.Energy => Stated(period => period.Energy),
            BilledDimension.Time => Stated(period => period.Charging),
            BilledDimension.ParkingTime => Stated(period => period.Parking),
            BilledDimension.ReservationTime => Stated(period => period.Reserved),
            _ => null,
        };
        var billed = Rational.Zero;
        Amount? cost = null;
        foreach (var line in lines)
        {
            if (line.Dimension == dimension)
            {
                billed += line.Billed;
                cost = cost is null ? line.Cost : cost.Add(line.Cost);
            }
        }

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
        var limits = new Limits(evaluation.Input.TariffVersion, Policy, evaluation.Warnings);
        var roundings = _adjustments.Count;
        foreach (var tariff in evaluation.Tariffs)
        {
            if (tariff.Source is { MinPrice: null, MaxPrice: null } || !evaluation.Stretches.Any(stretch => ReferenceEquals(stretch.Tariff, tariff)))
            {
                continue;
            }

            var minimumCounts = Policy.MinimumWithoutSession || evaluation.Stretches.Any(stretch => stretch.IsSession && ReferenceEquals(stretch.Tariff, tariff));
            var part = Sum(lines.Where(line => ReferenceEquals(line.By.Tariff, tariff.Source)).Select(line => line.Cost));
            if (evaluation.Tariffs.Count == 1 && roundings > 0)
            {
                part = Sum(_adjustments.Take(roundings).Select(rounding => rounding.Cost).Prepend(part));
            }

            limits.Apply(tariff.Source, part, minimumCounts, _adjustments);
        }

        var total = Sum(lines.Select(line => line.Cost).Concat(_adjustments.Select(adjustment => adjustment.Cost)));
        return Policy.RoundingPoint == RoundingPoint.Total ? Rounded(total, null) : total;
    }

    private Amount Rounded(Amount exact, BilledDimension? dimension)
    {
        var rounded = exact.Round(Policy.RoundingDecimals ?? minorUnits, Policy.RoundingMode);
        if (rounded.BeforeTaxes != exact.BeforeTaxes || rounded.AfterTaxes != exact.AfterTaxes)
        {
            _adjustments.Add(new Adjustment(AdjustmentKind.Rounding, null, null, dimension, rounded.Add(exact.Negate())));
        }

        return rounded;
    }

    private Amount Sum(IEnumerable<Amount> amounts)
    {
        Amount? sum = null;
        foreach (var amount in amounts)
        {
            sum = sum is null ? amount : sum.Add(amount);
        }

        return sum ?? Nothing;
    }

    private Rational? Stated(Func<MeasuredPeriod, Rational?> volume)
    {
        Rational? sum = null;
        foreach (var period in evaluation.Input.Periods)
        {
            if (volume(period) is { } used)
            {
                sum = (sum ?? Rational.Zero) + used;
            }
        }

        return sum;
    }

    private Rational Used(Func<Stretch, Rational> volume)
    {
        var sum = Rational.Zero;
        foreach (var stretch in evaluation.Stretches)
        {
            sum += volume(stretch);
        }

        return sum;
    }

    private Rational Duration()
    {
        var session = evaluation.HasSession || !evaluation.HasReservation ? evaluation.End - evaluation.SessionStart : 0;
        return Ticks.Seconds(session) + (Policy.ReservationInTotalTime ? Used(stretch => stretch.Reserved) : Rational.Zero);
    }
}
