using Busbar.Ocpi.Model.Cdrs;
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
        var differences = CdrComparison.Differences(cdr, result.Totals, tolerance.Money);
        var checkable = input.Periods.Count > 0 && !result.Warnings.Any(warning => Blocking.Contains(warning.Code));
        return new CdrVerdict
        {
            Outcome = !checkable ? CdrOutcome.NotCheckable : differences.Count > 0 ? CdrOutcome.Disagrees : CdrOutcome.Agrees,
            Differences = differences,
            Inconsistencies = CdrConsistency.Check(cdr, input, result, tolerance),
            Result = result,
        };
    }
}
