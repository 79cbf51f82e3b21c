using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Cdrs;

/// <summary>How a session was authorized: 2.1.1 does not know that a command did it (X-SES-06).</summary>
internal static class AuthMethods
{
    public static void From22To211(Place document)
    {
        if (document.Node.Find("auth_method") is { } method && !KnownValues.Of(OcpiVersion.V211, "AuthMethod").Knows(method))
        {
            document.Approximate(
                "auth_method", Node.Text("AUTH_REQUEST"), "X-SES-06",
                $"The target version does not know the authorization {method.AsText()}; AUTH_REQUEST is the nearest.");
        }
    }
}
