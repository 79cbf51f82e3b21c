using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Sessions;

/// <summary>Makes charging periods and a price from what was seen of a session.</summary>
/// <remarks>
/// OCPI chapter "CDRs module / ChargingPeriod class": a period begins at each moment that matters for the price. Those are changes of state and of
/// tariff, local times and dates and changes of the clock, thresholds of duration, energy, current and power, and fees that become due.
/// </remarks>
public static class SessionEngine
{
    /// <summary>The charging periods of a session and their price.</summary>
    public static GeneratedSession Generate(SessionInput input, PricingPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        policy ??= PricingPolicy.Default;
        var (seen, segments) = Read(input, policy);
        var pieces = Cut(seen, segments, policy);
        using var cut = new Evaluation(seen with { Periods = [.. pieces.Select(piece => piece.Period)], Explain = false }, policy);
        var merged = new Merging(cut, pieces).Merge();

        using var final = new Evaluation(seen with { Periods = [.. merged.Select(piece => piece.Period)] }, policy);
        if (merged.SelectMany(piece => piece.Readings.Distinct()).Where(reading => reading > 0).GroupBy(reading => reading).Any(group => group.Count() > 1))
        {
            final.Warnings.Add(new(WarningCodes.EstimatedSplit, null, "Energy between two meter readings was spread evenly over the charging time between them."));
        }

        var result = new Calculation(final).Run(checkSpans: false);
        return new GeneratedSession(result.Periods, result);
    }

    /// <summary>The session cut wherever its price may change and not joined again, and for each piece the reading at the end of the interval its energy is from; 0 is none.</summary>
    internal static (PricingInput Input, IReadOnlyList<int> Readings) Pieces(SessionInput input, PricingPolicy policy)
    {
        var (seen, segments) = Read(input, policy);
        var pieces = Cut(seen, segments, policy);
        return (seen with { Periods = [.. pieces.Select(piece => piece.Period)] }, [.. pieces.Select(piece => piece.Readings[0])]);
    }

    private static (PricingInput Seen, Segments Segments) Read(SessionInput input, PricingPolicy policy)
    {
        var segments = new Segments(input.Events, input.BookedUntil);
        var seen = new PricingInput
        {
            Tariffs = input.Tariffs,
            TariffVersion = input.TariffVersion,
            TimeZone = input.TimeZone,
            Periods = [.. segments.All.Select(segment => segment.ToPeriod(policy, input.BookedUntil))],
            End = segments.All.Count > 0 ? segments.End : null,
            ReservationExpired = segments.Expired,
            TariffType = input.TariffType,
            Booking = input.Booking,
            TargetOperator = input.TargetOperator,
            Explain = input.Explain,
        };

        if (seen.Periods.Any(period => period.TariffId is not null))
        {
            // Until a tariff is named, that of the session counts.
            using var unnamed = new Evaluation(seen with { Periods = [.. seen.Periods.Select(period => period with { TariffId = null })] }, policy);
            var first = unnamed.SessionTariff?.Source.Id;
            seen = seen with { Periods = [.. seen.Periods.Select(period => period with { TariffId = period.TariffId ?? first })] };
        }

        return (seen, segments);
    }

    private static List<Merging.Piece> Cut(PricingInput seen, Segments segments, PricingPolicy policy)
    {
        using var evaluation = new Evaluation(seen, policy);
        var pieces = new List<Merging.Piece>();
        for (var i = 0; i < segments.All.Count; i++)
        {
            var (segment, stretch) = (segments.All[i], evaluation.Stretches[i]);
            foreach (var piece in Cutter.Pieces(stretch, Cutter.Cuts(evaluation, stretch)))
            {
                pieces.Add(new Merging.Piece(piece, segment.State, [piece.Energy is { IsZero: false } ? segment.Reading : 0]));
            }
        }

        return pieces;
    }
}
