using Busbar.Core.Connections;
using Busbar.Core.Registration;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Common;

namespace Busbar.Endpoints.Callers;

/// <summary>A partner that made a request: its connection as it was when the request came.</summary>
public sealed class ConnectionCaller : OcpiCaller
{
    public required Connection Connection { get; init; }

    /// <summary>What this gateway offers its partners.</summary>
    public required GatewayFace Face { get; init; }

    public override bool MayUse(ModuleId module, InterfaceRole side) => Face.Offers(Connection, module, side);

    /// <summary>The caller of a request. Every caller here was made by <see cref="ConnectionAuthenticator"/>.</summary>
    public static ConnectionCaller Of(OcpiRequest request) => (ConnectionCaller)request.Caller;
}
