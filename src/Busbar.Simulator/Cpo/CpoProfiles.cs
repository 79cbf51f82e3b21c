using System.Globalization;
using Busbar.Ocpi.Client.ChargingProfiles;
using Busbar.Ocpi.Model.ChargingProfiles;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Simulator.Charging;
using Busbar.Simulator.Reporting;

namespace Busbar.Simulator.Cpo;

/// <summary>Limits on an operator's sessions: taken, told, taken back, and told again when they change.</summary>
internal sealed class CpoProfiles(SimulatedCpo cpo) : IChargingProfileHandler
{
    /// <summary>How long a charge point may take, seconds.</summary>
    private const int Timeout = 30;

    /// <summary>How far ahead a change is told.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(30);

    public ValueTask<OcpiReply> GetAsync(OcpiRequest request, string sessionId, CancellationToken cancellation)
    {
        if (request.Query.Url("response_url", "duration") is not { } url || !int.TryParse(request.Query["duration"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return new(OcpiReply.Invalid("duration and response_url are required."));
        }

        if (cpo.Find(sessionId) is not { } session)
        {
            return new(Reply(ChargingProfileResponseType.UnknownSession));
        }

        return Accepted(request, url, ObjectType.ActiveChargingProfileResult, new ActiveChargingProfileResult
        {
            Result = ChargingProfileResultType.Accepted, Profile = session.Limits(TimeSpan.FromSeconds(seconds)),
        });
    }

    public ValueTask<OcpiReply> SetAsync(OcpiRequest request, string sessionId, CancellationToken cancellation)
    {
        var wanted = cpo.Platform.Read<SetChargingProfile>(ObjectType.SetChargingProfile, request.Body);
        if (cpo.Find(sessionId) is not { } session)
        {
            return new(Reply(ChargingProfileResponseType.UnknownSession));
        }

        session.Limit = wanted.ChargingProfile;
        return Accepted(request, wanted.ResponseUrl, ObjectType.ChargingProfileResult, new ChargingProfileResult { Result = ChargingProfileResultType.Accepted }, session);
    }

    public ValueTask<OcpiReply> ClearAsync(OcpiRequest request, string sessionId, CancellationToken cancellation)
    {
        if (request.Query.Url("response_url") is not { } url)
        {
            return new(OcpiReply.Invalid("response_url is required."));
        }

        if (cpo.Find(sessionId) is not { } session)
        {
            return new(Reply(ChargingProfileResponseType.UnknownSession));
        }

        var known = session.Limit is not null;
        session.Limit = null;
        return Accepted(
            request, url, ObjectType.ClearProfileResult,
            new ClearProfileResult { Result = known ? ChargingProfileResultType.Accepted : ChargingProfileResultType.Unknown }, known ? session : null);
    }

    public ValueTask<OcpiReply> ActiveAsync(OcpiRequest request, string sessionId, CancellationToken cancellation) =>
        new(OcpiReply.NotFound(OcpiStatus.InvalidParameters, "An operator sets no limits on others' sessions."));

    public ValueTask<OcpiReply> ResultAsync(OcpiRequest request, string callId, CancellationToken cancellation) =>
        new(OcpiReply.NotFound(OcpiStatus.InvalidParameters, "An operator asks for no limits."));

    /// <summary>The charge point's result follows the answer; and where a limit changed, what holds from now on.</summary>
    private ValueTask<OcpiReply> Accepted<T>(OcpiRequest request, string responseUrl, ObjectType type, T result, ChargingSession? changed = null)
    {
        var sender = request.Routing.From;
        cpo.RunInBackground(async () =>
        {
            Report(await cpo.Platform.Client.PostProfileResultAsync(new Uri(responseUrl), cpo.Platform.Write(type, result), new() { To = sender }));
            if (changed is not null)
            {
                var limits = cpo.Platform.Write(ObjectType.ActiveChargingProfile, changed.Limits(Ahead));
                Report(await cpo.Platform.Client.PutActiveChargingProfileAsync(changed.Id, limits, new() { To = sender }));
            }
        });
        return new(Reply(ChargingProfileResponseType.Accepted));
    }

    private void Report(Ocpi.Client.Common.OcpiResponse answer)
    {
        if (!answer.IsSuccess)
        {
            cpo.Platform.Report(RoamingEventKind.Profile, $"what a limit came to was not taken: {answer.Describe()}", good: false);
        }
    }

    private OcpiReply Reply(ChargingProfileResponseType result) =>
        OcpiReply.Ok(cpo.Platform.Write(ObjectType.ChargingProfileResponse, new ChargingProfileResponse { Result = result, Timeout = Timeout }));
}
