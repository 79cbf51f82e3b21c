using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Sessions.V22;

/// <summary>A session as it goes on, in the shape of OCPI 2.2 and 2.2.1.</summary>
/// <remarks>OCPI chapter "Sessions module / Session object (2.2 and 2.2.1)".</remarks>
public sealed record Session : OcpiObject
{
    /// <inheritdoc cref="Sessions.Session.CountryCode"/>
    public required string CountryCode { get; init; }

    /// <inheritdoc cref="Sessions.Session.PartyId"/>
    public required string PartyId { get; init; }

    /// <inheritdoc cref="Sessions.Session.Id"/>
    public required string Id { get; init; }

    /// <inheritdoc cref="Sessions.Session.StartDateTime"/>
    public required DateTimeOffset StartDateTime { get; init; }

    /// <inheritdoc cref="Sessions.Session.EndDateTime"/>
    public DateTimeOffset? EndDateTime { get; init; }

    /// <inheritdoc cref="Sessions.Session.Kwh"/>
    public required decimal Kwh { get; init; }

    /// <inheritdoc cref="Sessions.Session.CdrToken"/>
    public required Cdrs.V22.CdrToken CdrToken { get; init; }

    /// <inheritdoc cref="Sessions.Session.AuthMethod"/>
    public required AuthMethod AuthMethod { get; init; }

    /// <inheritdoc cref="Sessions.Session.AuthorizationReference"/>
    public string? AuthorizationReference { get; init; }

    /// <inheritdoc cref="Sessions.Session.LocationId"/>
    public required string LocationId { get; init; }

    /// <inheritdoc cref="Sessions.Session.EvseUid"/>
    public required string EvseUid { get; init; }

    /// <inheritdoc cref="Sessions.Session.ConnectorId"/>
    public required string ConnectorId { get; init; }

    /// <inheritdoc cref="Sessions.Session.MeterId"/>
    public string? MeterId { get; init; }

    /// <inheritdoc cref="Sessions.Session.Currency"/>
    public required string Currency { get; init; }

    /// <inheritdoc cref="Sessions.Session.ChargingPeriods"/>
    [AllowNull]
    public IReadOnlyList<ChargingPeriod> ChargingPeriods { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Sessions.Session.TotalCost"/>
    public Common.V22.Price? TotalCost { get; init; }

    /// <inheritdoc cref="Sessions.Session.Status"/>
    public required SessionStatus Status { get; init; }

    /// <inheritdoc cref="Sessions.Session.LastUpdated"/>
    public required DateTimeOffset LastUpdated { get; init; }
}
