using Busbar.Ocpi.Model.Commands;
using Busbar.Ocpi.Model.Tokens;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Simulator.Reporting;

namespace Busbar.Simulator.Emsp;

/// <summary>What a provider answers on the spot: authorizations, and the results of its commands.</summary>
internal sealed class EmspCalls(SimulatedEmsp emsp) : ICallHandler
{
    public ValueTask<OcpiReply> AuthorizeAsync(OcpiRequest request, string tokenUid, string tokenType, CancellationToken cancellation)
    {
        var location = request.Body.IsEmpty ? null : emsp.Platform.Read<LocationReferences>(ObjectType.LocationReferences, request.Body);
        return new(emsp.Authorize(tokenUid, location) is { } info
            ? OcpiReply.Ok(emsp.Platform.Write(ObjectType.AuthorizationInfo, info))
            : OcpiReply.NotFound(OcpiStatus.UnknownToken, "The token is not known."));
    }

    public ValueTask<OcpiReply> CommandResultAsync(OcpiRequest request, string command, string callId, CancellationToken cancellation)
    {
        var result = emsp.Platform.Read<CommandResult>(ObjectType.CommandResult, request.Body).Result;
        emsp.Platform.Report(RoamingEventKind.Command, $"{command}: the charge point says {result}", result == CommandResultType.Accepted);
        return new(OcpiReply.Ok());
    }

    public ValueTask<OcpiReply> SetChargingPreferencesAsync(OcpiRequest request, string sessionId, CancellationToken cancellation) =>
        new(OcpiReply.NotFound(OcpiStatus.InvalidParameters, "A provider runs no sessions."));

    public ValueTask<OcpiReply> CommandAsync(OcpiRequest request, string command, CancellationToken cancellation) =>
        new(OcpiReply.NotFound(OcpiStatus.InvalidParameters, "A provider takes no commands."));
}
