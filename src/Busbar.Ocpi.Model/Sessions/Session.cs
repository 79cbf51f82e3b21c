using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Sessions;

/// <summary>A session as it goes on.</summary>
/// <remarks>OCPI chapter "Sessions module / Session object". This is the shape of 2.3.0. Before it, see the record in the V22 namespace.</remarks>
public sealed record Session : OcpiObject
{
    /// <summary>Country of the CPO that owns it, ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Party id of the CPO that owns it.</summary>
    public required string PartyId { get; init; }

    /// <summary>Identifies it in the CPO's platform; at most 36 characters.</summary>
    public required string Id { get; init; }

    /// <summary>When it was created and, once it is active, when it became so (UTC).</summary>
    public required DateTimeOffset StartDateTime { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? EndDateTime { get; init; }

    /// <summary>Energy charged so far, in kilowatt-hours.</summary>
    public required decimal Kwh { get; init; }

    /// <summary>The token.</summary>
    public required CdrToken CdrToken { get; init; }

    /// <summary>How it was authorized.</summary>
    public required AuthMethod AuthMethod { get; init; }

    /// <summary>The eMSP's own reference; at most 36 characters.</summary>
    public string? AuthorizationReference { get; init; }

    /// <summary>The Location's id; at most 36 characters.</summary>
    public required string LocationId { get; init; }

    /// <summary>The EVSE's uid; "#NA" while a reservation has none. At most 36 characters.</summary>
    public required string EvseUid { get; init; }

    /// <summary>The connector's id; "#NA" while a reservation has none. At most 36 characters.</summary>
    public required string ConnectorId { get; init; }

    /// <summary>Id of the meter; at most 255 characters.</summary>
    public string? MeterId { get; init; }

    /// <summary>Currency of every amount in it, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The periods so far.</summary>
    [AllowNull]
    public IReadOnlyList<ChargingPeriod> ChargingPeriods { get; init => field = value ?? []; } = [];

    /// <summary>What it costs so far; its absence does not mean that it is free.</summary>
    public Price? TotalCost { get; init; }

    /// <summary>Where it stands.</summary>
    public required SessionStatus Status { get; init; }

    /// <summary>When it was last changed (UTC).</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
