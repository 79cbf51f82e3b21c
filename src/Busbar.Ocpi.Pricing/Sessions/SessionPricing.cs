using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Sessions;

/// <summary>Prices a Session as it stands in a document, running or finished.</summary>
/// <remarks>OCPI chapter "Sessions module / Session object".</remarks>
public static class SessionPricing
{
    /// <summary>The price of a Session so far. When it has no periods they are made from its start, its end and its energy (D-EST).</summary>
    /// <param name="session">The Session, in the canonical shape.</param>
    /// <param name="tariffs">The tariffs; a Session holds none.</param>
    /// <param name="timeZone">The zone of its Location.</param>
    /// <param name="version">The version that the tariffs were written in.</param>
    /// <param name="policy">How to read what the standard leaves open.</param>
    public static PricingResult Price(Session session, IReadOnlyList<Tariff> tariffs, TimeZoneInfo? timeZone, OcpiVersion version = OcpiVersion.V230, PricingPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(tariffs);
        var end = session.EndDateTime ?? session.LastUpdated;
        var type = session.CdrToken.Type == TokenType.AdHocUser ? Model.Tariffs.TariffType.AdHocPayment : (TariffType?)null;
        var reserved = session.Status == SessionStatus.Reservation;
        if (session.ChargingPeriods.Count == 0)
        {
            var seen = new SessionInput
            {
                Tariffs = TariffSet.Of(tariffs),
                TariffVersion = version,
                TimeZone = timeZone,
                TariffType = type,
                TargetOperator = CdrReader.OperatorOf(session.CdrToken),
                Events =
                [
                    new SessionEvent { At = session.StartDateTime, State = reserved ? SessionState.Reserved : SessionState.Charging, MeterKwh = 0 },
                    new SessionEvent { At = end, State = SessionState.Ended, MeterKwh = session.Kwh },
                ],
            };
            return SessionEngine.Generate(seen, policy).Result;
        }

        var input = new PricingInput
        {
            Tariffs = TariffSet.Of(tariffs),
            TariffVersion = version,
            TimeZone = timeZone,
            TariffType = type,
            TargetOperator = CdrReader.OperatorOf(session.CdrToken),
            Periods = PeriodReader.Read(session.ChargingPeriods, end),
            Start = session.StartDateTime,
            End = end,

            // While a Session goes on its reservation has not expired.
            ReservationExpired = session.Status == SessionStatus.Completed ? null : false,
        };
        return TariffEngine.Price(input, policy);
    }
}
