using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations.V211;
using Busbar.Ocpi.Model.Tariffs.V211;

namespace Busbar.Ocpi.Model.Cdrs.V211;

/// <summary>
/// The record of a finished session, in the shape of OCPI 2.1.1: its owner stands in no field, and the Location is a copy of the whole object.
/// </summary>
/// <remarks>OCPI chapter "CDRs module / CDR object (2.1.1)".</remarks>
public sealed record Cdr : OcpiObject
{
    /// <summary>Identifies it in the CPO's platform; at most 36 characters.</summary>
    public required string Id { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.StartDateTime"/>
    public required DateTimeOffset StartDateTime { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.EndDateTime"/>
    public required DateTimeOffset StopDateTime { get; init; }

    /// <inheritdoc cref="CdrToken.ContractId"/>
    public required string AuthId { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.AuthMethod"/>
    public required AuthMethod AuthMethod { get; init; }

    /// <summary>Where it took place: the Location with only the EVSE and the connector that were used.</summary>
    public required Location Location { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.MeterId"/>
    public string? MeterId { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.Currency"/>
    public required string Currency { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.Tariffs"/>
    [AllowNull]
    public IReadOnlyList<Tariff> Tariffs { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Cdrs.Cdr.ChargingPeriods"/>
    [AllowNull]
    public IReadOnlyList<ChargingPeriod> ChargingPeriods { get; init => field = value ?? []; } = [];

    /// <summary>What the session costs in all, without VAT, in the CDR's currency.</summary>
    public required decimal TotalCost { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.TotalEnergy"/>
    public required decimal TotalEnergy { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.TotalTime"/>
    public required decimal TotalTime { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.TotalParkingTime"/>
    public decimal? TotalParkingTime { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.Remark"/>
    public string? Remark { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.LastUpdated"/>
    public required DateTimeOffset LastUpdated { get; init; }
}
