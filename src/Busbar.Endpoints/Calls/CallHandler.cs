using Busbar.Core.Calls;
using Busbar.Endpoints.Callers;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Endpoints.Calls;

/// <summary>Authorisations, commands, their results and charging preferences on their way into the core.</summary>
public sealed class CallHandler(
    AuthorizationCalls authorizations, CommandCalls commands, CommandResults results, PreferenceCalls preferences) : ICallHandler
{
    public async ValueTask<OcpiReply> AuthorizeAsync(OcpiRequest request, string tokenUid, string tokenType, CancellationToken cancellation) =>
        CallerOf(request) is { } caller
            ? Reply(await authorizations.AuthorizeAsync(caller, tokenUid, tokenType, request.Body, cancellation))
            : Stranger();

    public async ValueTask<OcpiReply> SetChargingPreferencesAsync(OcpiRequest request, string sessionId, CancellationToken cancellation) =>
        CallerOf(request) is { } caller
            ? Reply(await preferences.SetAsync(caller, sessionId, request.Body, cancellation))
            : Stranger();

    public async ValueTask<OcpiReply> CommandAsync(OcpiRequest request, string command, CancellationToken cancellation)
    {
        if (CallerOf(request) is not { } caller)
        {
            return Stranger();
        }

        var (answer, _) = await commands.SendAsync(caller, command, request.Body, cancellation);
        return Reply(answer);
    }

    public async ValueTask<OcpiReply> CommandResultAsync(OcpiRequest request, string command, string callId, CancellationToken cancellation)
    {
        var connection = ((ConnectionCaller)request.Caller).Connection;
        return Reply(await results.ReceiveAsync(connection, request.Version!.Value, command, callId, request.Body, cancellation));
    }

    /// <summary>Who asks: the party of the from-headers when it is the platform's; without headers the platform's first.</summary>
    private static Caller? CallerOf(OcpiRequest request)
    {
        var connection = ((ConnectionCaller)request.Caller).Connection;
        if (request.Routing.From is { } from && !connection.Hosts(from))
        {
            return null;
        }

        return connection.Parties.Count == 0
            ? null
            : new Caller(connection, request.Routing.From ?? connection.Parties[0].Party, request.Routing.To, request.Version!.Value, request.Ids.CorrelationId);
    }

    private static OcpiReply Stranger() =>
        OcpiReply.Invalid("The OCPI-from headers name a party that is not one of this platform's.");

    private static OcpiReply Reply(CallAnswer answer) => new(answer.HttpStatus, new OcpiStatus(answer.OcpiStatus), answer.Message, answer.Data);
}
