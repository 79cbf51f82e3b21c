using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;

namespace Busbar.Ocpi.Model.Cdrs;

/// <summary>The record of a finished session that an eMSP is billed by. It never changes; a mistake is credited.</summary>
/// <remarks>OCPI chapter "CDRs module / CDR object". This is the shape of 2.3.0. Before it, see the record in the V22 namespace.</remarks>
public sealed record Cdr : OcpiObject
{
    /// <summary>Country of the CPO that owns it, ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Party id of the CPO that owns it.</summary>
    public required string PartyId { get; init; }

    /// <summary>Identifies it in the CPO's platform; at most 39 characters, 36 unless it is a credit CDR.</summary>
    public required string Id { get; init; }

    /// <summary>When the session (or the reservation) started (UTC).</summary>
    public required DateTimeOffset StartDateTime { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public required DateTimeOffset EndDateTime { get; init; }

    /// <summary>The session's id; absent only when there never was one. At most 36 characters.</summary>
    public string? SessionId { get; init; }

    /// <summary>The token.</summary>
    public required CdrToken CdrToken { get; init; }

    /// <summary>How the session was authorized.</summary>
    public required AuthMethod AuthMethod { get; init; }

    /// <summary>The eMSP's own reference; at most 36 characters.</summary>
    public string? AuthorizationReference { get; init; }

    /// <summary>Where it took place.</summary>
    public required CdrLocation CdrLocation { get; init; }

    /// <summary>Id of the meter; at most 255 characters.</summary>
    public string? MeterId { get; init; }

    /// <summary>Currency of every amount in it, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The tariffs that counted.</summary>
    [AllowNull]
    public IReadOnlyList<Tariff> Tariffs { get; init => field = value ?? []; } = [];

    /// <summary>The periods; at least one.</summary>
    [AllowNull]
    public IReadOnlyList<ChargingPeriod> ChargingPeriods { get; init => field = value ?? []; } = [];

    /// <summary>Signed meter values.</summary>
    public SignedData? SignedData { get; init; }

    /// <summary>What the session costs in all.</summary>
    public required Price TotalCost { get; init; }

    /// <summary>What of it is fixed, apart from fixed parts of parking and reservation.</summary>
    public Price? TotalFixedCost { get; init; }

    /// <summary>Energy charged, in kilowatt-hours.</summary>
    public required decimal TotalEnergy { get; init; }

    /// <summary>What of the cost is for energy.</summary>
    public Price? TotalEnergyCost { get; init; }

    /// <summary>Duration with and without charging, in hours.</summary>
    public required decimal TotalTime { get; init; }

    /// <summary>What of the cost is for time.</summary>
    public Price? TotalTimeCost { get; init; }

    /// <summary>Time in which the vehicle asked for no power, in hours.</summary>
    public decimal? TotalParkingTime { get; init; }

    /// <summary>What of the cost is for parking, with its fixed parts.</summary>
    public Price? TotalParkingCost { get; init; }

    /// <summary>What of the cost is for the reservation, with its fixed parts.</summary>
    public Price? TotalReservationCost { get; init; }

    /// <summary>A remark for people; at most 255 characters.</summary>
    public string? Remark { get; init; }

    /// <summary>The invoice it will be on; at most 39 characters.</summary>
    public string? InvoiceReferenceId { get; init; }

    /// <summary>Whether it takes back another CDR.</summary>
    public bool? Credit { get; init; }

    /// <summary>Id of the CDR it takes back; at most 39 characters.</summary>
    public string? CreditReferenceId { get; init; }

    /// <summary>Whether the driver is to be paid back, because the energy was the driver's own (2.2.1 and later).</summary>
    public bool? HomeChargingCompensation { get; init; }

    /// <summary>The booking that it came from; at most 36 characters (bookings package).</summary>
    public string? BookingId { get; init; }

    /// <summary>When it was last changed, or created (UTC).</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
