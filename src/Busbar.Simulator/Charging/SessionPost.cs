using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Simulator.Platforms;
using Busbar.Simulator.Reporting;

namespace Busbar.Simulator.Charging;

/// <summary>Tells the provider of a session how it stands, and keeps it to be pulled.</summary>
internal static class SessionPost
{
    public static async Task PutAsync(SimulatedPlatform platform, Session session, CancellationToken cancellation)
    {
        if (!platform.CanSay(ObjectType.Session, session))
        {
            return; // 2.1.1 has no reservations
        }

        var body = platform.Publish(ModuleId.Sessions, ObjectType.Session, session.Id, session.LastUpdated, session);
        var provider = new PartyId(session.CdrToken.CountryCode, session.CdrToken.PartyId);
        var answer = await platform.Client.PutAsync(new ObjectAddress(ModuleId.Sessions, platform.Options.Party, session.Id), body, new() { To = provider }, cancellation);
        if (!answer.IsSuccess)
        {
            platform.Report(RoamingEventKind.Session, $"session {session.Id} was not taken: {answer.Describe()}", good: false);
        }
    }
}
