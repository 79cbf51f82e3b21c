using Busbar.Admin.Contracts;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Limits;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Admin.Queries;

/// <summary>Connections and parties as the operator sees them.</summary>
internal static class ConnectionViews
{
    public static ConnectionView Of(Connection connection, DeliveryStatus? delivery, RequestLimits limits) => new()
    {
        Id = connection.Id,
        Name = connection.Name,
        State = Words.Of(connection.State),
        Version = connection.Version?.Number(),
        PartnerVersionsUrl = connection.VersionsUrl?.AbsoluteUri,
        Parties = [.. connection.Parties.Select(Of)],
        DeclaredParties = [.. connection.Declared.Select(Of)],
        HubParty = connection.HubParty?.ToString(),
        Front = connection.Front is { } front
            ? new FrontView { CountryCode = front.Party.CountryCode, PartyId = front.Party.Code, Role = front.Role.Value }
            : null,
        Endpoints = [.. connection.Endpoints.Select(endpoint => new EndpointView
        {
            Module = endpoint.Module.Value,
            Role = endpoint.Role.Value,
            Url = endpoint.Url.AbsoluteUri,
        })],
        Profile = ProfileDocument.Write(connection.Profile),
        Departures = [.. ProfileDocument.WriteDepartures(connection.Profile).EnumerateObject().Select(setting => setting.Name)],
        Delivery = delivery is null ? null : Of(delivery),
        Limit = Of(limits.RateOf(connection.Profile), limits.RefusedOf(connection.Id)),
        PausedAt = connection.PausedAt,
        LastHandshake = connection.LastHandshake is { } handshake ? Of(handshake) : null,
        CreatedAt = connection.CreatedAt,
        RegisteredAt = connection.RegisteredAt,
    };

    public static PartyView Of(PlatformParty party) => new()
    {
        CountryCode = party.Party.CountryCode,
        PartyId = party.Party.Code,
        Role = party.Role.Value,
        Name = party.Name,
        Website = party.Website,
    };

    public static HandshakeReportView Of(HandshakeReport report) => new()
    {
        At = report.At,
        Succeeded = report.Succeeded,
        Steps = [.. report.Steps.Select(step => new StepView
        {
            What = step.What,
            Url = step.Url?.AbsoluteUri,
            Succeeded = step.Succeeded,
            Message = step.Message,
        })],
    };

    private static RequestLimitView? Of(RequestRate? rate, RefusedCount refused) => rate is null && refused.LastHour == 0
        ? null
        : new RequestLimitView
        {
            RequestsPerSecond = rate?.PerSecond,
            Burst = rate?.Burst,
            RefusedLastHour = refused.LastHour,
            LastRefusedAt = refused.LastAt,
        };

    private static DeliveryView Of(DeliveryStatus status) => new()
    {
        State = Words.Of(status.State),
        Cursor = status.Cursor,
        Lag = status.Lag,
        Pending = status.Pending,
        OldestPendingSeconds = status.OldestPendingAge is { } age ? (long)age.TotalSeconds : null,
        Sweeping = status.Sweeping,
        Withheld = status.Withheld,
        LeftToPull = status.LeftToPull,
        RetryAt = status.RetryAt,
        FailedAttempts = status.FailedAttempts,
        LastError = status.LastError,
    };
}
