using Busbar.Core.Connections;

namespace Busbar.Core.Registration;

/// <summary>What is left of a connection when its registration ends: no tokens on either side, nowhere to send, and what it is known by.</summary>
internal static class Ending
{
    public static ConnectionChange Of(Connection connection, string what, DateTimeOffset now) => new(
        connection with
        {
            State = ConnectionState.Unregistered,
            Endpoints = [],
            LastHandshake = new HandshakeReport(now, true, [new HandshakeStep(what, null, true, "Both sides' tokens are void.")]),
        },
        new TokenChanges { RetireOthersAt = now, ForgetPartnerToken = true });
}
