using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Compares the costs that a CDR states with computed ones.</summary>
internal static class CdrComparison
{
    public const string Total = "total_cost";

    public static List<CdrDifference> Differences(Cdr cdr, CostTotals totals, decimal tolerance)
    {
        var differences = new List<CdrDifference>();
        Compare(Total, cdr.TotalCost, totals.TotalCost, tolerance, differences);
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
