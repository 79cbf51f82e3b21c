using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Cdrs.V22;

/// <summary>The record of a finished session, in the shape of OCPI 2.2 and 2.2.1.</summary>
/// <remarks>OCPI chapter "CDRs module / CDR object (2.2 and 2.2.1)".</remarks>
public sealed record Cdr : OcpiObject
{
    /// <inheritdoc cref="Cdrs.Cdr.CountryCode"/>
    public required string CountryCode { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.PartyId"/>
    public required string PartyId { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.Id"/>
    public required string Id { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.StartDateTime"/>
    public required DateTimeOffset StartDateTime { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.EndDateTime"/>
    public required DateTimeOffset EndDateTime { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.SessionId"/>
    public string? SessionId { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.CdrToken"/>
    public required CdrToken CdrToken { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.AuthMethod"/>
    public required AuthMethod AuthMethod { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.AuthorizationReference"/>
    public string? AuthorizationReference { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.CdrLocation"/>
    public required CdrLocation CdrLocation { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.MeterId"/>
    public string? MeterId { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.Currency"/>
    public required string Currency { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.Tariffs"/>
    [AllowNull]
    public IReadOnlyList<Tariffs.V22.Tariff> Tariffs { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Cdrs.Cdr.ChargingPeriods"/>
    [AllowNull]
    public IReadOnlyList<ChargingPeriod> ChargingPeriods { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Cdrs.Cdr.SignedData"/>
    public SignedData? SignedData { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.TotalCost"/>
    public required Common.V22.Price TotalCost { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.TotalFixedCost"/>
    public Common.V22.Price? TotalFixedCost { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.TotalEnergy"/>
    public required decimal TotalEnergy { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.TotalEnergyCost"/>
    public Common.V22.Price? TotalEnergyCost { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.TotalTime"/>
    public required decimal TotalTime { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.TotalTimeCost"/>
    public Common.V22.Price? TotalTimeCost { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.TotalParkingTime"/>
    public decimal? TotalParkingTime { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.TotalParkingCost"/>
    public Common.V22.Price? TotalParkingCost { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.TotalReservationCost"/>
    public Common.V22.Price? TotalReservationCost { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.Remark"/>
    public string? Remark { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.InvoiceReferenceId"/>
    public string? InvoiceReferenceId { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.Credit"/>
    public bool? Credit { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.CreditReferenceId"/>
    public string? CreditReferenceId { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.HomeChargingCompensation"/>
    public bool? HomeChargingCompensation { get; init; }

    /// <inheritdoc cref="Cdrs.Cdr.LastUpdated"/>
    public required DateTimeOffset LastUpdated { get; init; }
}
