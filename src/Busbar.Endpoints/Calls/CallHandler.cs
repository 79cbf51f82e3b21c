using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Endpoints.Callers;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Server.Common;

namespace Busbar.Endpoints.Calls;

/// <summary>Authorisations, commands, their results and charging preferences on their way into the core.</summary>
public sealed class CallHandler(
    AuthorizationCalls authorizations, CommandCalls commands, CommandResults results, PreferenceCalls preferences, ConnectionDirectory directory) : ICallHandler
{
    public async ValueTask<OcpiReply> AuthorizeAsync(OcpiRequest request, string tokenUid, string tokenType, CancellationToken cancellation) =>
        CallerReading.Read(request, directory.Current, Role.Cpo) is { } caller
            ? Reply(await authorizations.AuthorizeAsync(caller, tokenUid, tokenType, request.Body, cancellation))
            : Stranger();

    public async ValueTask<OcpiReply> SetChargingPreferencesAsync(OcpiRequest request, string sessionId, CancellationToken cancellation) =>
        CallerReading.Read(request, directory.Current, Role.Emsp) is { } caller
            ? Reply(await preferences.SetAsync(caller, sessionId, request.Body, cancellation))
            : Stranger();

    public async ValueTask<OcpiReply> CommandAsync(OcpiRequest request, string command, CancellationToken cancellation)
    {
        if (CallerReading.Read(request, directory.Current, Role.Emsp) is not { } caller)
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

    private static OcpiReply Stranger() => CallerReading.Stranger;

    private static OcpiReply Reply(CallAnswer answer) => CallerReading.Reply(answer);
}
