using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Finds supplied periods that outlast their price (D-SPAN).</summary>
internal static class Spans
{
    public static bool Check(Evaluation evaluation, Stretch stretch, in Moment start, bool feeIsDue)
    {
        var cuts = Cutter.Cuts(evaluation, stretch);
        if (cuts.Count == 0)
        {
            return false;
        }

        var @unchecked = false;
        var atStart = evaluation.ChoiceAt(stretch, start, ref @unchecked);
        foreach (var cut in cuts)
        {
            if (evaluation.IsRoundingRest(stretch, stretch.Energy - cut.EnergyInto))
            {
                continue;
            }

            var choice = evaluation.ChoiceAt(stretch, evaluation.MomentAt(stretch, cut.At, stretch.EnergyBefore + cut.EnergyInto), ref @unchecked);
            var feeBegins = feeIsDue && atStart.Flat is null && choice.Flat is { Component.Price: not 0 };
            if (feeBegins || !choice.PricesVolumesLike(atStart))
            {
                evaluation.Warnings.Add(new(
                    WarningCodes.PeriodSpansPriceChange,
                    stretch.Index,
                    $"The price changes at {Ticks.Instant(cut.At):yyyy-MM-ddTHH:mm:ssZ}, inside the period; the price at its start was used."));
                return true;
            }
        }

        return false;
    }

    /// <summary>The total with every period cut where its price may change.</summary>
    public static Amount Estimate(Evaluation evaluation)
    {
        using var cut = new Evaluation(Split(evaluation), evaluation.Policy);
        return new Calculation(cut).Run(checkSpans: false).Totals.TotalCost;
    }

    /// <summary>The session with every period cut where its price may change, energy apportioned evenly.</summary>
    public static PricingInput Split(Evaluation evaluation) => evaluation.Input with
    {
        Periods = [.. evaluation.Stretches.SelectMany(stretch => Cutter.Pieces(stretch, [.. Cutter.Cuts(evaluation, stretch)]))],
        ReservationExpired = evaluation.Expired,
        Explain = false,
    };
}
