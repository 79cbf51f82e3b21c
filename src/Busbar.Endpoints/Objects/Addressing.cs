using Busbar.Core.Connections;
using Busbar.Core.Registration;
using Busbar.Endpoints.Callers;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Endpoints.Objects;

/// <summary>What the routing headers of a request mean for objects: on whose behalf it is made, and whose objects it is about.</summary>
/// <param name="Asking">The party that asks; null when the request does not say, then all parties of its platform.</param>
/// <param name="Asked">The party whose objects are meant; null for all that may be seen.</param>
/// <param name="Answering">The party that answers, when it is not the addressed one.</param>
internal readonly record struct Addressing(PartyId? Asking, PartyId? Asked, PartyId? Answering)
{
    /// <summary>Reads the routing headers; the refusal says what is wrong with them.</summary>
    public static OcpiReply? Read(OcpiRequest request, ConnectionSnapshot snapshot, GatewayFace face, out Addressing addressing)
    {
        var connection = ConnectionCaller.Of(request).Connection;
        var (to, from) = request.Routing;
        addressing = new(from, to == face.OwnParty.Party ? null : to, to is null ? face.OwnParty.Party : null);

        if (from is { } asking && !connection.SpeaksFor(asking, snapshot))
        {
            return OcpiReply.Invalid($"The party {asking} in the OCPI-from headers is not a party of this connection.");
        }

        return addressing.Asked is { } asked && snapshot.OwnerOf(asked) is null
            ? OcpiReply.Failed(OcpiStatus.UnknownReceiver, $"The party {asked} in the OCPI-to headers is not known here.")
            : null;
    }
}
