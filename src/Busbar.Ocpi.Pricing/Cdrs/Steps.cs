using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Step sizes: once for the whole session, at its end, and never where elements or tariffs change.</summary>
/// <remarks>
/// OCPI chapter "Tariffs module / step_size". Energy is one total, reserved time another (D-RES-STEP), charging and parking a third: as soon as
/// parking was priced only its total is rounded (D-STEP-MIX). The step is that of the last price that counted; what it adds is billed there.
/// </remarks>
internal static class Steps
{
    public static void Apply(IReadOnlyList<DraftLine> lines, PricingPolicy policy, Func<BilledDimension, Rational> unpriced)
    {
        if (!policy.ApplyStepSize)
        {
            return;
        }

        Round(lines, BilledDimension.Energy, 1000, policy, unpriced);
        Round(lines, BilledDimension.ReservationTime, 1, policy, unpriced);
        var parked = lines.Any(line => line.Dimension == BilledDimension.ParkingTime);
        Round(lines, parked ? BilledDimension.ParkingTime : BilledDimension.Time, 1, policy, unpriced);
    }

    private static void Round(IReadOnlyList<DraftLine> lines, BilledDimension dimension, int unitsPerVolume, PricingPolicy policy, Func<BilledDimension, Rational> unpriced)
    {
        var total = Rational.Zero;
        DraftLine? last = null;
        foreach (var line in lines)
        {
            if (line.Dimension == dimension)
            {
                total += line.Measured;
                last = line;
            }
        }

        if (last is null || last.By.Component.StepSize <= 0)
        {
            return;
        }

        if (policy.StepCountsUnpricedVolume)
        {
            total += unpriced(dimension);
        }

        // Energy that was fed back on balance is not rounded (D-V2G).
        if (total.Sign > 0)
        {
            Rational step = last.By.Component.StepSize;
            var units = total * unitsPerVolume;
            var steps = (units / step).Ceiling();
            last.Surplus = ((Whole(steps) * step) - units) / unitsPerVolume;
        }
    }

    private static Rational Whole(System.Numerics.BigInteger steps) => steps < long.MaxValue ? (long)steps : (decimal)steps;
}
