using System.Globalization;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Whether a CDR agrees with itself: totals, periods, bounds, currency, sign.</summary>
internal static class CdrConsistency
{
    public static IReadOnlyList<ConsistencyFinding> Check(Cdr cdr, PricingInput input, PricingResult result, CdrTolerance tolerance)
    {
        var findings = new List<ConsistencyFinding>();
        if (cdr.EndDateTime < cdr.StartDateTime)
        {
            findings.Add(new(ConsistencyCodes.EndsBeforeStart, "It ends before it starts."));
        }

        if (input.Periods.Count == 0)
        {
            findings.Add(new(ConsistencyCodes.NoPeriods, "It has no charging periods."));
        }
        else
        {
            Periods(cdr, input, tolerance, findings);
            Totals(cdr, input, result, tolerance, findings);
        }

        if (result.Currency.Length > 0 && !string.Equals(result.Currency, cdr.Currency, StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(new(ConsistencyCodes.Currency, $"It is in {cdr.Currency}, its tariff in {result.Currency}."));
        }

        if (cdr.Credit == true ? cdr.TotalCost.BeforeTaxes > 0 : cdr.TotalCost.BeforeTaxes < 0 && result.Totals.TotalCost.BeforeTaxes is not { Sign: < 0 })
        {
            findings.Add(new(ConsistencyCodes.Sign, cdr.Credit == true ? "It is a credit CDR and its total is not negative." : "Its total is negative and it is no credit CDR."));
        }

        return findings;
    }

    private static void Periods(Cdr cdr, PricingInput input, CdrTolerance tolerance, List<ConsistencyFinding> findings)
    {
        var periods = cdr.ChargingPeriods;
        if (periods.Zip(periods.Skip(1)).Any(pair => pair.First.StartDateTime > pair.Second.StartDateTime))
        {
            findings.Add(new(ConsistencyCodes.PeriodsOutOfOrder, "The charging periods are not in the order of time."));
        }

        for (var i = 0; i < input.Periods.Count; i++)
        {
            var period = input.Periods[i];
            if (period.Start < cdr.StartDateTime || period.Start > cdr.EndDateTime)
            {
                findings.Add(new(ConsistencyCodes.PeriodOutside, $"Period {i + 1} starts outside the session, at {Instant(period.Start)}."));
            }

            var times = (period.Charging ?? 0) + (period.Parking ?? 0) + (period.Reserved ?? 0);
            if (times - Ticks.Seconds((period.End - period.Start).Ticks) > (Rational)tolerance.Hours * 3600)
            {
                findings.Add(new(ConsistencyCodes.PeriodTooShort, $"Period {i + 1} is shorter than the times in it."));
            }
        }
    }

    private static void Totals(Cdr cdr, PricingInput input, PricingResult result, CdrTolerance tolerance, List<ConsistencyFinding> findings)
    {
        var hours = (Rational)tolerance.Hours * input.Periods.Count;
        // Periods may leave energy out where no price depends on it.
        if (input.Periods.Any(period => period.Energy is not null)
            && ((Rational)cdr.TotalEnergy - result.Totals.Energy).Abs() > (Rational)tolerance.Energy * input.Periods.Count)
        {
            findings.Add(new(ConsistencyCodes.EnergyTotal, $"total_energy is {Text(cdr.TotalEnergy)} kWh, the periods add up to {Text(result.Totals.Energy.ToDecimal())} kWh."));
        }

        // With or without the reservation: partners do both (D-TOTAL-TIME).
        var session = result.Totals.Time / 3600;
        var whole = Ticks.Seconds((cdr.EndDateTime - cdr.StartDateTime).Ticks) / 3600;
        if (((Rational)cdr.TotalTime - session).Abs() > hours && ((Rational)cdr.TotalTime - whole).Abs() > hours)
        {
            findings.Add(new(ConsistencyCodes.TimeTotal, $"total_time is {Text(cdr.TotalTime)} h, the session took {Text(session.ToDecimal())} h."));
        }

        var parking = result.Totals.ParkingTime / 3600;
        if (cdr.TotalParkingTime is { } stated && ((Rational)stated - parking).Abs() > hours)
        {
            findings.Add(new(ConsistencyCodes.ParkingTotal, $"total_parking_time is {Text(stated)} h, the periods add up to {Text(parking.ToDecimal())} h."));
        }
    }

    private static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
