using System.Collections.Concurrent;
using System.Globalization;
using Busbar.Ocpi.Client.ChargingProfiles;
using Busbar.Ocpi.Model.ChargingProfiles;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Simulator.Platforms;
using Busbar.Simulator.Reporting;

namespace Busbar.Simulator.Emsp;

/// <summary>A provider's limits on its drivers' sessions: it asks the operator for them, and is told what came of it and what holds.</summary>
public sealed class EmspProfiles : IChargingProfileHandler
{
    private readonly ConcurrentDictionary<string, ActiveChargingProfile> _active = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _asked = new(StringComparer.Ordinal);
    private SimulatedPlatform? _platform;
    private int _calls;

    private SimulatedPlatform Platform => _platform ?? throw new InvalidOperationException("The platform is not there yet.");

    /// <summary>The limits of a session as the operator last told them; null before.</summary>
    public ActiveChargingProfile? Find(string sessionId) => _active.GetValueOrDefault(sessionId);

    /// <summary>Sets a limit on a session.</summary>
    public async Task<ChargingProfileResponse> SetAsync(string sessionId, ChargingProfile profile, PartyId to, CancellationToken cancellation) =>
        Read(await Platform.Client.SetChargingProfileAsync(
            sessionId,
            Platform.Write(ObjectType.SetChargingProfile, new SetChargingProfile { ChargingProfile = profile, ResponseUrl = NextUrl(sessionId, "set").AbsoluteUri }),
            new() { To = to },
            cancellation));

    /// <summary>Takes the limit back.</summary>
    public async Task<ChargingProfileResponse> ClearAsync(string sessionId, PartyId to, CancellationToken cancellation) =>
        Read(await Platform.Client.ClearChargingProfileAsync(sessionId, NextUrl(sessionId, "clear"), new() { To = to }, cancellation));

    /// <summary>Asks what holds for the next while.</summary>
    public async Task<ChargingProfileResponse> AskAsync(string sessionId, TimeSpan span, PartyId to, CancellationToken cancellation) =>
        Read(await Platform.Client.GetChargingProfileAsync(sessionId, (int)span.TotalSeconds, NextUrl(sessionId, "get"), new() { To = to }, cancellation));

    internal void Attach(SimulatedPlatform platform) => _platform = platform;

    ValueTask<OcpiReply> IChargingProfileHandler.GetAsync(OcpiRequest request, string sessionId, CancellationToken cancellation) => NotHere();

    ValueTask<OcpiReply> IChargingProfileHandler.SetAsync(OcpiRequest request, string sessionId, CancellationToken cancellation) => NotHere();

    ValueTask<OcpiReply> IChargingProfileHandler.ClearAsync(OcpiRequest request, string sessionId, CancellationToken cancellation) => NotHere();

    ValueTask<OcpiReply> IChargingProfileHandler.ActiveAsync(OcpiRequest request, string sessionId, CancellationToken cancellation)
    {
        Keep(sessionId, Platform.Read<ActiveChargingProfile>(ObjectType.ActiveChargingProfile, request.Body));
        return new(OcpiReply.Ok());
    }

    ValueTask<OcpiReply> IChargingProfileHandler.ResultAsync(OcpiRequest request, string callId, CancellationToken cancellation)
    {
        if (!_asked.TryRemove(callId, out var sessionId))
        {
            return new(OcpiReply.NotFound(OcpiStatus.InvalidParameters, "Nothing was asked under this address."));
        }

        // All three kinds of result begin with the same word; that of a question brings the limits along.
        var result = Platform.Read<ActiveChargingProfileResult>(ObjectType.ActiveChargingProfileResult, request.Body);
        Platform.Report(
            RoamingEventKind.Profile, $"{callId[..callId.IndexOf('-', StringComparison.Ordinal)]} for session {sessionId}: {result.Result}", result.Result == ChargingProfileResultType.Accepted);
        if (result.Profile is { } profile)
        {
            Keep(sessionId, profile);
        }

        return new(OcpiReply.Ok());
    }

    private static ValueTask<OcpiReply> NotHere() => new(OcpiReply.NotFound(OcpiStatus.InvalidParameters, "A provider runs no sessions."));

    private void Keep(string sessionId, ActiveChargingProfile limits)
    {
        _active[sessionId] = limits;
        Platform.Report(
            RoamingEventKind.Profile,
            string.Create(CultureInfo.InvariantCulture, $"session {sessionId} may take {(limits.ChargingProfile.ChargingProfilePeriod is [var first, ..] ? first.Limit : null)} {limits.ChargingProfile.ChargingRateUnit} now"));
    }

    private ChargingProfileResponse Read(Ocpi.Client.Common.OcpiResponse answer) => answer.IsSuccess
        ? Platform.Read<ChargingProfileResponse>(ObjectType.ChargingProfileResponse, answer.Data)
        : throw new InvalidOperationException(answer.Describe());

    private Uri NextUrl(string sessionId, string what)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{what}-{Interlocked.Increment(ref _calls):000000}");
        _asked[id] = sessionId;
        return OcpiUrl.Join(new Uri(Platform.BaseUrl, $"/ocpi/{Platform.Options.Version.Number()}/sender/{ModuleId.ChargingProfiles}"), "results", id);
    }
}
