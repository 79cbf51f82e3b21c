using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations.V211;

namespace Busbar.Ocpi.Model.Sessions.V211;

/// <summary>A session as it goes on, in the shape of OCPI 2.1.1: the Location is a copy of the whole object.</summary>
/// <remarks>OCPI chapter "Sessions module / Session object (2.1.1)".</remarks>
public sealed record Session : OcpiObject
{
    /// <inheritdoc cref="Sessions.Session.Id"/>
    public required string Id { get; init; }

    /// <inheritdoc cref="Sessions.Session.StartDateTime"/>
    [JsonPropertyName("start_datetime")]
    public required DateTimeOffset StartDateTime { get; init; }

    /// <inheritdoc cref="Sessions.Session.EndDateTime"/>
    [JsonPropertyName("end_datetime")]
    public DateTimeOffset? EndDateTime { get; init; }

    /// <inheritdoc cref="Sessions.Session.Kwh"/>
    public required decimal Kwh { get; init; }

    /// <inheritdoc cref="CdrToken.ContractId"/>
    public required string AuthId { get; init; }

    /// <inheritdoc cref="Sessions.Session.AuthMethod"/>
    public required AuthMethod AuthMethod { get; init; }

    /// <summary>Where it takes place: the Location with only the EVSE and the connector in use.</summary>
    public required Location Location { get; init; }

    /// <inheritdoc cref="Sessions.Session.MeterId"/>
    public string? MeterId { get; init; }

    /// <inheritdoc cref="Sessions.Session.Currency"/>
    public required string Currency { get; init; }

    /// <inheritdoc cref="Sessions.Session.ChargingPeriods"/>
    [AllowNull]
    public IReadOnlyList<ChargingPeriod> ChargingPeriods { get; init => field = value ?? []; } = [];

    /// <summary>What it costs so far, without VAT, in the session's currency; its absence does not mean that it is free.</summary>
    public decimal? TotalCost { get; init; }

    /// <inheritdoc cref="Sessions.Session.Status"/>
    public required SessionStatus Status { get; init; }

    /// <inheritdoc cref="Sessions.Session.LastUpdated"/>
    public required DateTimeOffset LastUpdated { get; init; }
}
