using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Endpoints.Callers;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Endpoints.Calls;

/// <summary>Between a partner's request and the core's calls: who asks, and what it is told.</summary>
internal static class CallerReading
{
    /// <summary>The answer to a request that no party of the platform can have made.</summary>
    public static OcpiReply Stranger { get; } = OcpiReply.Invalid("The OCPI-from headers name a party that is not one of this platform's.");

    /// <summary>
    /// Who asks: the party of the from-headers when it is the platform's, or when a hub speaks for a party of nobody else; without headers the platform's
    /// first party in a role that asks such things. What 2.1.1 cannot address goes to the one party that the connection has to do with, if there is one.
    /// </summary>
    public static Caller? Read(OcpiRequest request, ConnectionSnapshot snapshot, params ReadOnlySpan<Role> roles)
    {
        var connection = ConnectionCaller.Of(request).Connection;
        if (request.Routing.From is { } from && !connection.SpeaksFor(from, snapshot))
        {
            return null;
        }

        var asking = request.Routing.From ?? First(connection, roles);
        return asking is { } party ? new Caller(connection, party, request.Routing.To ?? connection.OnlyParty, request.Version!.Value, request.Ids.CorrelationId) : null;
    }

    public static OcpiReply Reply(CallAnswer answer) => new(answer.HttpStatus, new OcpiStatus(answer.OcpiStatus), answer.Message, answer.Data) { From = answer.By };

    private static PartyId? First(Connection connection, ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            foreach (var party in connection.Parties)
            {
                if (party.Role == role)
                {
                    return party.Party;
                }
            }
        }

        return connection.Parties.Count > 0 ? connection.Parties[0].Party : null;
    }
}
