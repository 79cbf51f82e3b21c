using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.HubClientInfo;

/// <summary>ClientInfo between 2.2.1 and 2.3.0: the same, but 2.3.0 has no role HUB, and tells of hubs in the credentials.</summary>
internal static class ClientInfoStep
{
    public static void From221To230(Place info)
    {
        if (info.Text("role") == "HUB")
        {
            info.Log.Withhold("2.3.0 has no role HUB; a hub is told of by its credentials.");
        }
    }
}
