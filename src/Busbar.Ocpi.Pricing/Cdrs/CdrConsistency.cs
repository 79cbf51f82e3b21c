using System.Globalization;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Whether a CDR agrees with itself, apart from what it should cost: bounds, periods, totals, tariffs, currency, sign.</summary>
internal static class CdrConsistency
{
    public static IReadOnlyList<ConsistencyFinding> Check(Cdr cdr, PricingInput input, PricingResult result, CdrTolerance tolerance)
    {
        var findings = new List<ConsistencyFinding>();
        if (cdr.EndDateTime < cdr.StartDateTime)
        {
            findings.Add(new(ConsistencyCodes.EndsBeforeStart, "It ends before it starts."));
        }
        else if (cdr.EndDateTime == cdr.StartDateTime && cdr.TotalEnergy > 0)
        {
            findings.Add(new(ConsistencyCodes.EnergyWithoutTime, "Energy flowed, and the session took no time."));
        }

        if (input.Periods.Count == 0)
        {
            findings.Add(new(ConsistencyCodes.NoPeriods, "It has no charging periods."));
        }
        else
        {
            PeriodConsistency.Check(cdr, input, tolerance, findings);
            Totals(cdr, input, result, tolerance, findings);
        }

        Costs(cdr, input, result, tolerance, findings);
        Tariffs(cdr, input, result, findings);
        Sign(cdr, result, findings);
        return findings;
    }

    private static void Totals(Cdr cdr, PricingInput input, PricingResult result, CdrTolerance tolerance, List<ConsistencyFinding> findings)
    {
        var hours = (Rational)tolerance.Hours * input.Periods.Count;

        // Periods may leave energy out where no price depends on it.
        if (input.Periods.Any(period => period.Energy is not null)
            && ((Rational)cdr.TotalEnergy - result.Totals.Energy).Abs() > (Rational)tolerance.Energy * input.Periods.Count)
        {
            findings.Add(new(ConsistencyCodes.EnergyTotal, $"total_energy is {Text(cdr.TotalEnergy)} kWh, the periods add up to {Text(result.Totals.Energy)} kWh.")
            {
                Stated = cdr.TotalEnergy, Expected = result.Totals.Energy, Unit = "kWh",
            });
        }

        // With or without the reservation: partners do both (D-TOTAL-TIME).
        var session = result.Totals.Time / 3600;
        var whole = Ticks.Seconds((cdr.EndDateTime - cdr.StartDateTime).Ticks) / 3600;
        if (((Rational)cdr.TotalTime - session).Abs() > hours && ((Rational)cdr.TotalTime - whole).Abs() > hours)
        {
            findings.Add(new(ConsistencyCodes.TimeTotal, $"total_time is {Text(cdr.TotalTime)} h, the session took {Text(session)} h.") { Stated = cdr.TotalTime, Expected = session, Unit = "h" });
        }

        var parking = result.Totals.ParkingTime / 3600;
        if (cdr.TotalParkingTime is { } stated && ((Rational)stated - parking).Abs() > hours)
        {
            findings.Add(new(ConsistencyCodes.ParkingTotal, $"total_parking_time is {Text(stated)} h, the periods add up to {Text(parking)} h.") { Stated = stated, Expected = parking, Unit = "h" });
        }
    }

    /// <summary>The parts that are stated against the total that is stated. Parts may be left out, and limits change the total and not the parts.</summary>
    private static void Costs(Cdr cdr, PricingInput input, PricingResult result, CdrTolerance tolerance, List<ConsistencyFinding> findings)
    {
        if (input.Tariffs.Any(tariff => tariff.MinPrice is not null || tariff.MaxPrice is not null))
        {
            return;
        }

        (Price? Stated, Amount? Computed)[] parts =
        [
            (cdr.TotalFixedCost, result.Totals.FixedCost), (cdr.TotalEnergyCost, result.Totals.EnergyCost), (cdr.TotalTimeCost, result.Totals.TimeCost),
            (cdr.TotalParkingCost, result.Totals.ParkingCost), (cdr.TotalReservationCost, result.Totals.ReservationCost),
        ];
        if (parts.All(part => part.Stated is null))
        {
            return;
        }

        var sum = parts.Sum(part => part.Stated?.BeforeTaxes ?? 0);
        var complete = parts.All(part => part.Stated is not null || part.Computed is null or { BeforeTaxes: { IsZero: true } });
        var total = cdr.Credit == true ? -cdr.TotalCost.BeforeTaxes : cdr.TotalCost.BeforeTaxes;

        // Every part is rounded on its own.
        var slack = tolerance.Money * Math.Max(1, parts.Count(part => part.Stated is not null));
        if (sum - total > slack || (complete && total - sum > slack))
        {
            findings.Add(new(ConsistencyCodes.CostTotal, $"total_cost is {Text(total)} {cdr.Currency}, its parts add up to {Text(sum)} {cdr.Currency}.") { Stated = total, Expected = sum, Unit = cdr.Currency });
        }
    }

    private static void Tariffs(Cdr cdr, PricingInput input, PricingResult result, List<ConsistencyFinding> findings)
    {
        if (input.Tariffs.Count == 0)
        {
            findings.Add(new(ConsistencyCodes.NoTariff, "It has no tariff."));
        }

        foreach (var tariff in input.Tariffs.DistinctBy(tariff => tariff.Currency, StringComparer.OrdinalIgnoreCase))
        {
            if (!string.Equals(tariff.Currency, cdr.Currency, StringComparison.OrdinalIgnoreCase))
            {
                findings.Add(new(ConsistencyCodes.Currency, $"It is in {cdr.Currency}, its tariff in {tariff.Currency}.") { Subject = tariff.Currency, Unit = cdr.Currency });
            }
        }

        if (result.Warnings.Any(warning => warning.Code == WarningCodes.TariffNotValid))
        {
            findings.Add(new(ConsistencyCodes.TariffNotValid, "Its tariff was not valid when the session started.") { Subject = input.Tariffs[0].Id });
        }
    }

    private static void Sign(Cdr cdr, PricingResult result, List<ConsistencyFinding> findings)
    {
        if (cdr.Credit == true ? cdr.TotalCost.BeforeTaxes > 0 : cdr.TotalCost.BeforeTaxes < 0 && result.Totals.TotalCost.BeforeTaxes is not { Sign: < 0 })
        {
            findings.Add(new(ConsistencyCodes.Sign, cdr.Credit == true ? "It is a credit CDR and its total is not negative." : "Its total is negative and it is no credit CDR.")
            {
                Stated = cdr.TotalCost.BeforeTaxes, Unit = cdr.Currency,
            });
        }

        if (cdr.Credit == true && cdr.CreditReferenceId is null)
        {
            findings.Add(new(ConsistencyCodes.CreditWithoutReference, "It is a credit CDR and does not say which CDR it takes back."));
        }
    }

    private static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Text(Rational number) => Text(number.ToDecimal());
}
