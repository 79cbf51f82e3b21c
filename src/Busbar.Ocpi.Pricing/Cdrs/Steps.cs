using System.Runtime.InteropServices;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Rounds used volumes up to steps, once per session.</summary>
/// <remarks>
/// OCPI chapter "Tariffs module / step_size". Energy is one total, reserved time another (D-RES-STEP), charging and parking a third: as soon as
/// parking was priced only its total is rounded (D-STEP-MIX). The step is that of the last price that counted; what it adds is billed there.
/// </remarks>
internal static class Steps
{
    public static void Apply(Evaluation evaluation)
    {
        if (!evaluation.Policy.ApplyStepSize)
        {
            return;
        }

        var lines = CollectionsMarshal.AsSpan(evaluation.Workspace.Volumes);
        if (evaluation.Policy.StepScope == StepScope.EveryPeriod)
        {
            for (var i = 0; i < lines.Length; i++)
            {
                Round(lines.Slice(i, 1), lines[i].Dimension, lines[i].Dimension == BilledDimension.Energy ? 1000 : 1, evaluation);
            }

            return;
        }

        if (evaluation.Policy.HubExtensions)
        {
            HubSteps.Apply(lines);
        }

        Round(lines, BilledDimension.Energy, 1000, evaluation);
        Round(lines, BilledDimension.ReservationTime, 1, evaluation);
        var parked = false;
        foreach (ref readonly var line in lines)
        {
            parked |= line.Dimension == BilledDimension.ParkingTime && !HubSteps.Rounds(line, evaluation.Policy);
        }

        Round(lines, parked ? BilledDimension.ParkingTime : BilledDimension.Time, 1, evaluation);
    }

    private static void Round(Span<DraftLine> lines, BilledDimension dimension, int unitsPerVolume, Evaluation evaluation)
    {
        var total = Rational.Zero;
        var last = -1;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Dimension == dimension && !HubSteps.Rounds(lines[i], evaluation.Policy))
            {
                total += lines[i].Measured;
                last = i;
            }
        }

        if (last < 0 || lines[last].By.Component.StepSize <= 0)
        {
            return;
        }

        if (evaluation.Policy.StepCountsUnpricedVolume)
        {
            total = Used(dimension, evaluation);
        }

        // Energy that was fed back on balance is not rounded (D-V2G).
        if (total.Sign > 0)
        {
            var units = total * unitsPerVolume;
            lines[last].Surplus = (units.UpToMultipleOf(lines[last].By.Component.StepSize) - units) / unitsPerVolume;
        }
    }

    /// <summary>What was used of a dimension, with or without a price.</summary>
    private static Rational Used(BilledDimension dimension, Evaluation evaluation)
    {
        var used = Rational.Zero;
        foreach (var stretch in evaluation.Stretches)
        {
            used += stretch.Used(dimension);
        }

        return used;
    }
}
