using System.Globalization;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Whether the periods of a CDR fit each other and the session.</summary>
internal static class PeriodConsistency
{
    public static void Check(Cdr cdr, PricingInput input, CdrTolerance tolerance, List<ConsistencyFinding> findings)
    {
        var stated = cdr.ChargingPeriods;
        if (stated.Zip(stated.Skip(1)).Any(pair => pair.First.StartDateTime > pair.Second.StartDateTime))
        {
            findings.Add(new(ConsistencyCodes.PeriodsOutOfOrder, "The charging periods are not in the order of time."));
        }

        var slack = (Rational)tolerance.Hours * 3600;
        var periods = input.Periods;
        if (Ticks.Seconds((periods[0].Start - cdr.StartDateTime).Ticks) is var gap && gap > slack)
        {
            findings.Add(new(ConsistencyCodes.GapAtStart, $"The first period starts {Text(gap)} s after the session: what went on before is not recorded.") { Period = 0, Stated = gap, Unit = "s" });
        }

        for (var i = 0; i < periods.Count; i++)
        {
            var period = periods[i];
            if (period.Start < cdr.StartDateTime || period.Start > cdr.EndDateTime)
            {
                findings.Add(new(ConsistencyCodes.PeriodOutside, $"Period {i + 1} starts outside the session, at {Instant(period.Start)}.") { Period = i });
            }

            if (i > 0 && period.Start == periods[i - 1].Start)
            {
                findings.Add(new(ConsistencyCodes.PeriodsStartTogether, $"Periods {i} and {i + 1} start at the same moment.") { Period = i });
            }

            Times(period, i, slack, findings);
            if (period.TariffId is { } id && input.Tariffs.Count > 0 && !input.Tariffs.Any(tariff => string.Equals(tariff.Id, id, StringComparison.OrdinalIgnoreCase)))
            {
                findings.Add(new(ConsistencyCodes.TariffMissing, $"Period {i + 1} names the tariff {id}, which is not there.") { Period = i, Subject = id });
            }
        }
    }

    private static void Times(MeasuredPeriod period, int index, Rational slack, List<ConsistencyFinding> findings)
    {
        if (period.Charging is { Sign: < 0 } || period.Parking is { Sign: < 0 } || period.Reserved is { Sign: < 0 })
        {
            findings.Add(new(ConsistencyCodes.NegativeTime, $"A time of period {index + 1} is negative.") { Period = index });
            return;
        }

        if (period.Charging is null && period.Parking is null && period.Reserved is null)
        {
            return;
        }

        var times = (period.Charging ?? 0) + (period.Parking ?? 0) + (period.Reserved ?? 0);
        var length = Ticks.Seconds((period.End - period.Start).Ticks);
        var code = times - length > slack
            ? period is { Charging.Sign: > 0, Parking.Sign: > 0 } ? ConsistencyCodes.TimesOverlap : ConsistencyCodes.PeriodTooShort
            : length - times > slack && times.Sign > 0 ? ConsistencyCodes.GapInPeriod : null;
        if (code is not null)
        {
            var message = code switch
            {
                ConsistencyCodes.TimesOverlap => $"In period {index + 1} charging and parking overlap: together they take {Text(times)} s, the period {Text(length)} s.",
                ConsistencyCodes.PeriodTooShort => $"Period {index + 1} takes {Text(length)} s and is shorter than the times in it, {Text(times)} s.",
                _ => $"Period {index + 1} takes {Text(length)} s, the times in it only {Text(times)} s.",
            };
            findings.Add(new(code, message) { Period = index, Stated = times, Expected = length, Unit = "s" });
        }
    }

    private static string Text(Rational seconds) => seconds.ToDecimal(2).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
