using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Checks a CDR: prices it by its tariff and compares what it states; apart from that, whether it agrees with itself.</summary>
/// <remarks>OCPI chapter "CDRs module / CDR object".</remarks>
public static class CdrCheck
{
    // Without these there is nothing to compare with.
    private static readonly string[] Blocking = [WarningCodes.NoTariff, WarningCodes.TariffNotFound, WarningCodes.TimeZoneUnknown];

    /// <summary>The verdict on a CDR.</summary>
    /// <param name="cdr">The CDR, in the canonical shape.</param>
    /// <param name="input">What its price depends on; see <see cref="CdrReader"/>.</param>
    /// <param name="policy">How to read what the standard leaves open.</param>
    /// <param name="tolerance">How far stated numbers may be off.</param>
    public static CdrVerdict Check(Cdr cdr, PricingInput input, PricingPolicy? policy = null, CdrTolerance? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(cdr);
        ArgumentNullException.ThrowIfNull(input);
        tolerance ??= CdrTolerance.Default;
        var result = TariffEngine.Price(input, policy);
        var differences = Differences(cdr, result, tolerance.Money);
        var checkable = input.Periods.Count > 0 && !result.Warnings.Any(warning => Blocking.Contains(warning.Code));
        return new CdrVerdict
        {
            Outcome = !checkable ? CdrOutcome.NotCheckable : differences.Count > 0 ? CdrOutcome.Disagrees : CdrOutcome.Agrees,
            Differences = differences,
            Inconsistencies = CdrConsistency.Check(cdr, input, result, tolerance),
            Result = result,
        };
    }

    private static List<CdrDifference> Differences(Cdr cdr, PricingResult result, decimal tolerance)
    {
        var differences = new List<CdrDifference>();
        var totals = result.Totals;
        Compare("total_cost", cdr.TotalCost, totals.TotalCost, tolerance, differences);
        Compare("total_fixed_cost", cdr.TotalFixedCost, totals.FixedCost, tolerance, differences);
        Compare("total_energy_cost", cdr.TotalEnergyCost, totals.EnergyCost, tolerance, differences);
        Compare("total_time_cost", cdr.TotalTimeCost, totals.TimeCost, tolerance, differences);
        Compare("total_parking_cost", cdr.TotalParkingCost, totals.ParkingCost, tolerance, differences);
        Compare("total_reservation_cost", cdr.TotalReservationCost, totals.ReservationCost, tolerance, differences);
        return differences;
    }

    /// <summary>A cost that is not stated is not wrong; a stated nothing is as good as none.</summary>
    private static void Compare(string field, Price? stated, Amount? computed, decimal tolerance, List<CdrDifference> differences)
    {
        if (stated is null)
        {
            return;
        }

        // Where only the side with taxes is known, it stands in the place of the other (D-TAX).
        var amount = computed ?? Amount.Zero;
        Compare(field + "/before_taxes", stated.BeforeTaxes, amount.BeforeTaxes ?? amount.AfterTaxes, tolerance, differences);
        if (stated.Taxes.Count > 0)
        {
            Compare(field + "/after_taxes", stated.BeforeTaxes + stated.Taxes.Sum(tax => tax.Amount), amount.AfterTaxes, tolerance, differences);
        }
    }

    private static void Compare(string field, Rational stated, Rational? computed, decimal tolerance, List<CdrDifference> differences)
    {
        if (computed is { } value && (stated - value).Abs() > tolerance)
        {
            differences.Add(new CdrDifference(field, stated, value));
        }
    }
}
