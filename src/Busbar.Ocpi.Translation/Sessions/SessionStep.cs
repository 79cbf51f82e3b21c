using Busbar.Ocpi.Translation.Cdrs;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Tokens;

namespace Busbar.Ocpi.Translation.Sessions;

/// <summary>Session between 2.2.1 and 2.3.0 (X-SES-04, X-SES-08, X-SES-10).</summary>
internal static class SessionStep
{
    public static void From221To230(Place session) => Prices.From221To230(session, "total_cost", required: false);

    public static void From230To221(Place session)
    {
        if (session.Object("cdr_token") is { } token)
        {
            TokenTypes.From230To221(token, "X-SES-04");
        }

        ChargingPeriodStep.AllFrom230To221(session);
        Prices.From230To221(session, "total_cost", required: false);
    }
}
