using Busbar.Core.Calls;
using Busbar.Delivery.Partners;
using Busbar.Ocpi.Client.ChargingProfiles;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Calls;

/// <summary>Sends calls to partners with their own deadline, and turns every outcome into a reply.</summary>
public sealed class CallSender(PartnerClients clients) : ICallSender, IProfileSender, IRequestSender, ICustomSender
{
    public Task<CallReply> AuthorizeAsync(CallLeg leg, string tokenUid, string? tokenType, ReadOnlyMemory<byte> locationReferences, CancellationToken cancellation)
    {
        // Not a conditional expression: there null would become empty bytes, and a body would be sent.
        ReadOnlyMemory<byte>? body = null;
        if (!locationReferences.IsEmpty)
        {
            body = locationReferences;
        }

        return SendAsync(leg, (client, options) => client.AuthorizeAsync(tokenUid, tokenType, body, options, cancellation), cancellation);
    }

    public Task<CallReply> SendCommandAsync(CallLeg leg, string command, ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        SendAsync(leg, (client, options) => client.SendCommandAsync(command, body, options, cancellation), cancellation);

    public Task<CallReply> PostResultAsync(CallLeg leg, Uri responseUrl, ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        SendAsync(
            leg,
            (client, options) => leg.Module == ModuleId.ChargingProfiles
                ? client.PostProfileResultAsync(responseUrl, body, options, cancellation)
                : client.PostCommandResultAsync(responseUrl, body, options, cancellation),
            cancellation);

    public Task<CallReply> SetChargingPreferencesAsync(CallLeg leg, string sessionId, ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        SendAsync(leg, (client, options) => client.SetChargingPreferencesAsync(sessionId, body, options, cancellation), cancellation);

    public Task<CallReply> GetProfileAsync(CallLeg leg, string sessionId, int duration, Uri responseUrl, CancellationToken cancellation) =>
        SendAsync(leg, (client, options) => client.GetChargingProfileAsync(sessionId, duration, responseUrl, options, cancellation), cancellation);

    public Task<CallReply> SetProfileAsync(CallLeg leg, string sessionId, ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        SendAsync(leg, (client, options) => client.SetChargingProfileAsync(sessionId, body, options, cancellation), cancellation);

    public Task<CallReply> ClearProfileAsync(CallLeg leg, string sessionId, Uri responseUrl, CancellationToken cancellation) =>
        SendAsync(leg, (client, options) => client.ClearChargingProfileAsync(sessionId, responseUrl, options, cancellation), cancellation);

    public Task<CallReply> PushActiveProfileAsync(CallLeg leg, string sessionId, ReadOnlyMemory<byte> profile, CancellationToken cancellation) =>
        SendAsync(leg, (client, options) => client.PutActiveChargingProfileAsync(sessionId, profile, options, cancellation), cancellation);

    public Task<CallReply> SendAsync(CallLeg leg, ModuleRequest request, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte>? body = null;
        if (!request.Body.IsEmpty)
        {
            body = request.Body;
        }

        return SendAsync(
            leg,
            (client, options) => client.SendAsync(HttpMethod.Parse(request.Method), request.Module, request.Side, request.Path, body, options, cancellation),
            cancellation);
    }

    public async Task<CustomAnswer> PassAsync(CallLeg leg, CustomRequest request, CancellationToken cancellation)
    {
        if (await clients.FindAsync(leg.To, cancellation) is not { } client)
        {
            return new CustomAnswer(CallOutcome.NotOffered, 0, default, null, [], "The partner gave us no credentials.");
        }

        // Not a conditional expression: there null would become empty bytes, and a body would be sent.
        ReadOnlyMemory<byte>? body = null;
        if (!request.Body.IsEmpty)
        {
            body = request.Body;
        }

        var options = new CallOptions { From = leg.FromParty, To = leg.ToParty, CorrelationId = leg.CorrelationId, Timeout = leg.To.Profile.CallTimeout };
        var response = await client.PassAsync(
            new HttpMethod(request.Method), request.Module, request.Side, request.Path, request.Query, body, request.ContentType, options, cancellation);
        return new CustomAnswer(OutcomeOf(response), response.HttpStatus ?? 0, response.Data, response.ContentType, response.Headers, response.Message);
    }

    private async Task<CallReply> SendAsync(CallLeg leg, Func<OcpiClient, CallOptions, Task<OcpiResponse>> send, CancellationToken cancellation)
    {
        if (await clients.FindAsync(leg.To, cancellation) is not { } client)
        {
            return new CallReply(CallOutcome.NotOffered, 0, null, "The partner gave us no credentials.", default);
        }

        var options = new CallOptions { From = leg.FromParty, To = leg.ToParty, CorrelationId = leg.CorrelationId, Timeout = leg.To.Profile.CallTimeout, Urgent = true };
        var response = (await send(client, options)).OnlyItem();
        var outcome = OutcomeOf(response);

        // An answer that is no OCPI answer counts as the partner's failure, whatever its HTTP status says.
        var httpStatus = response is { Failure: OcpiFailure.Unreadable, HttpStatus: < 300 } ? 502 : response.HttpStatus ?? 0;
        return new CallReply(outcome, httpStatus, response.Status?.Code, response.Message, response.Data);
    }

    private static CallOutcome OutcomeOf(OcpiResponse response) => response.Failure switch
    {
        OcpiFailure.Timeout => CallOutcome.TimedOut,
        OcpiFailure.Unreachable or OcpiFailure.Refused => CallOutcome.Unreachable,
        OcpiFailure.NoEndpoint => CallOutcome.NotOffered,
        _ => CallOutcome.Answered,
    };
}
