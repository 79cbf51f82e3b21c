using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Endpoints.Callers;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Endpoints.Calls;

/// <summary>Authorisations, commands, their results and charging preferences on their way into the core.</summary>
public sealed class CallHandler(
    AuthorizationCalls authorizations, CommandCalls commands, CommandResults results, PreferenceCalls preferences, ConnectionDirectory directory) : ICallHandler
{
    public async ValueTask<OcpiReply> AuthorizeAsync(OcpiRequest request, string tokenUid, string tokenType, CancellationToken cancellation) =>
        CallerOf(request, Role.Cpo) is { } caller
            ? Reply(await authorizations.AuthorizeAsync(caller, tokenUid, tokenType, request.Body, cancellation))
            : Stranger();

    public async ValueTask<OcpiReply> SetChargingPreferencesAsync(OcpiRequest request, string sessionId, CancellationToken cancellation) =>
        CallerOf(request, Role.Emsp) is { } caller
            ? Reply(await preferences.SetAsync(caller, sessionId, request.Body, cancellation))
            : Stranger();

    public async ValueTask<OcpiReply> CommandAsync(OcpiRequest request, string command, CancellationToken cancellation)
    {
        if (CallerOf(request, Role.Emsp) is not { } caller)
        {
            return Stranger();
        }

        var (answer, _) = await commands.SendAsync(caller, command, request.Body, cancellation);
        return Reply(answer);
    }

    public async ValueTask<OcpiReply> CommandResultAsync(OcpiRequest request, string command, string callId, CancellationToken cancellation)
    {
        var connection = ConnectionCaller.Of(request).Connection;
        return Reply(await results.ReceiveAsync(connection, request.Version!.Value, command, callId, request.Body, cancellation));
    }

    /// <summary>
    /// Who asks: the party of the from-headers when it is the platform's, or when a hub speaks for a party of nobody else; without headers the platform's
    /// first party in the role that asks such things.
    /// </summary>
    private Caller? CallerOf(OcpiRequest request, Role role)
    {
        var connection = ConnectionCaller.Of(request).Connection;
        if (request.Routing.From is { } from && !connection.SpeaksFor(from, directory.Current))
        {
            return null;
        }

        var first = connection.Parties.FirstOrDefault(party => party.Role == role) ?? (connection.Parties.Count > 0 ? connection.Parties[0] : null);
        var asking = request.Routing.From ?? first?.Party;
        return asking is { } party ? new Caller(connection, party, request.Routing.To, request.Version!.Value, request.Ids.CorrelationId) : null;
    }

    private static OcpiReply Stranger() =>
        OcpiReply.Invalid("The OCPI-from headers name a party that is not one of this platform's.");

    private static OcpiReply Reply(CallAnswer answer) => new(answer.HttpStatus, new OcpiStatus(answer.OcpiStatus), answer.Message, answer.Data) { From = answer.By };
}
