using System.Globalization;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Endpoints.Callers;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Endpoints.Calls;

/// <summary>Requests about charging profiles, their results, and operators' news of changed limits, on their way into the core.</summary>
public sealed class ProfileHandler(ProfileCalls profiles, ProfileResults results, ActiveProfiles active, ConnectionDirectory directory) : IChargingProfileHandler
{
    /// <summary>What is taken when a request names no duration, which the standard requires (AMB-099).</summary>
    private const int UsualDuration = 900;

    public ValueTask<OcpiReply> GetAsync(OcpiRequest request, string sessionId, CancellationToken cancellation)
    {
        var duration = UsualDuration;
        if (request.Query["duration"] is not { Length: > 0 } text)
        {
            request.Tolerated.Add(new Tolerated("duration.missing", $"duration is missing; {UsualDuration} seconds were taken."));
        }
        else if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out duration))
        {
            return new(OcpiReply.Invalid("/duration: a positive number of seconds is required."));
        }

        return SendAsync(request, new SteeringRequest(ProfileCall.Get, sessionId) { Duration = duration, ResponseUrl = request.Query.Url("response_url", "duration") }, cancellation);
    }

    public ValueTask<OcpiReply> SetAsync(OcpiRequest request, string sessionId, CancellationToken cancellation) =>
        SendAsync(request, new SteeringRequest(ProfileCall.Set, sessionId) { Body = request.Body }, cancellation);

    public ValueTask<OcpiReply> ClearAsync(OcpiRequest request, string sessionId, CancellationToken cancellation) =>
        SendAsync(request, new SteeringRequest(ProfileCall.Clear, sessionId) { ResponseUrl = request.Query.Url("response_url") }, cancellation);

    public async ValueTask<OcpiReply> ActiveAsync(OcpiRequest request, string sessionId, CancellationToken cancellation) =>
        CallerReading.Read(request, directory.Current, Role.Cpo) is { } caller
            ? CallerReading.Reply(await active.TakeAsync(caller, sessionId, request.Body, cancellation))
            : CallerReading.Stranger;

    public async ValueTask<OcpiReply> ResultAsync(OcpiRequest request, string callId, CancellationToken cancellation) =>
        CallerReading.Reply(await results.ReceiveAsync(ConnectionCaller.Of(request).Connection, request.Version!.Value, callId, request.Body, cancellation));

    private async ValueTask<OcpiReply> SendAsync(OcpiRequest request, SteeringRequest profile, CancellationToken cancellation)
    {
        if (CallerReading.Read(request, directory.Current, Role.Emsp, Role.Scsp) is not { } caller)
        {
            return CallerReading.Stranger;
        }

        var (answer, _) = await profiles.SendAsync(caller, profile, cancellation);
        return CallerReading.Reply(answer);
    }
}
