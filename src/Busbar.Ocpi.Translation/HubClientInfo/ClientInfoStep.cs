using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Credentials;

namespace Busbar.Ocpi.Translation.HubClientInfo;

/// <summary>ClientInfo (CORE-2.6): 2.3.0 has no role HUB, and more roles than 2.2.1.</summary>
internal static class ClientInfoStep
{
    public static void From221To230(Place client)
    {
        if (client.Is("role", "HUB"))
        {
            client.Log.Withhold("A hub is no client of a hub in the target version.");
        }
    }

    public static void From230To221(Place client) => Roles.Down(client, OcpiVersion.V221);
}
