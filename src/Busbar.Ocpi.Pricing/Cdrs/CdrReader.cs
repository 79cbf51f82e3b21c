using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Reads what a CDR says of its session.</summary>
/// <remarks>OCPI chapter "CDRs module / CDR object".</remarks>
public static class CdrReader
{
    private const string NotAvailable = "#NA";

    /// <summary>What the price of a CDR depends on.</summary>
    /// <param name="cdr">The CDR, in the canonical shape.</param>
    /// <param name="timeZone">The zone of its Location; a CDR does not tell.</param>
    /// <param name="tariffs">Tariffs to price it by instead of those inside it; those inside are the record. A kept <see cref="TariffSet"/> is compiled already.</param>
    /// <param name="version">The version that the CDR was written in.</param>
    public static PricingInput Read(Cdr cdr, TimeZoneInfo? timeZone, IReadOnlyList<Tariff>? tariffs = null, OcpiVersion version = OcpiVersion.V230)
    {
        ArgumentNullException.ThrowIfNull(cdr);
        return new PricingInput
        {
            Tariffs = TariffSet.Of(tariffs is { Count: > 0 } ? tariffs : cdr.Tariffs),
            TariffVersion = version,
            TimeZone = timeZone,
            Periods = PeriodReader.Read(cdr.ChargingPeriods, cdr.EndDateTime),
            Start = cdr.StartDateTime,
            End = cdr.EndDateTime,
            TariffType = AdHoc(cdr),
            IsCredit = cdr.Credit == true,
            TargetOperator = OperatorOf(cdr.CdrToken),

            // No place and no session: the reservation was never used. Else it is inferred from the periods.
            ReservationExpired = cdr.SessionId is null && cdr.CdrLocation.EvseUid == NotAvailable ? true : null,
        };
    }

    /// <summary>The operator of the driver, where the token names one.</summary>
    internal static string? OperatorOf(CdrToken token) => token.CountryCode.Length == 2 && token.PartyId.Length == 3 ? token.CountryCode + token.PartyId : null;

    /// <summary>Paid on the spot when the token is for a single use.</summary>
    private static TariffType? AdHoc(Cdr cdr) => cdr.CdrToken.Type == TokenType.AdHocUser ? Model.Tariffs.TariffType.AdHocPayment : null;
}
