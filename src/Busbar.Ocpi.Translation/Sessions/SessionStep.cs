using Busbar.Ocpi.Translation.Cdrs;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Sessions;

/// <summary>Session from 2.2 to 2.3.0 and back (X-SES-04, X-SES-08, X-SES-10).</summary>
internal static class SessionStep
{
    public static void From22To221(Place session) => CdrTokens.From22To221(session);

    public static void From221To22(Place session) => CdrTokens.From221To22(session);

    public static void From221To230(Place session) => Prices.From221To230(session, "total_cost", required: false);

    public static void From230To221(Place session)
    {
        CdrTokens.From230To221(session);
        ChargingPeriodStep.AllFrom230To221(session);
        Prices.From230To221(session, "total_cost", required: false);
    }
}
