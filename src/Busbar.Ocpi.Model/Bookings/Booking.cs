using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>A booking as its CPO sees it: what is reserved, in which state, and every request that was made for it.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / Booking object".</remarks>
public sealed record Booking : OcpiObject
{
    /// <summary>The CPO's id of the booking; at most 36 characters.</summary>
    public required string Id { get; init; }

    /// <summary>Country of the CPO that owns it, ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Party of the CPO that owns it; three characters.</summary>
    public required string PartyId { get; init; }

    /// <summary>The eMSP's id of the booking: the same in every request for it; at most 36 characters.</summary>
    public required string RequestId { get; init; }

    /// <summary>What is booked. The EVSE is absent or #NA until one is assigned.</summary>
    public BookingOption? BookingOption { get; init; }

    /// <summary>The Location; at most 36 characters.</summary>
    public required string LocationId { get; init; }

    /// <summary>The tokens that open it.</summary>
    [AllowNull]
    public IReadOnlyList<BookingToken> BookingTokens { get; init => field = value ?? []; } = [];

    /// <summary>The Tariffs that price it; each at most 36 characters.</summary>
    [AllowNull]
    public IReadOnlyList<string> TariffIds { get; init => field = value ?? []; } = [];

    /// <summary>The time that is booked.</summary>
    public required Timeslot Period { get; init; }

    /// <summary>Its state.</summary>
    public required ReservationStatus ReservationStatus { get; init; }

    /// <summary>Who cancelled it, and why.</summary>
    public Cancellation? Canceled { get; init; }

    /// <summary>How to get in.</summary>
    [AllowNull]
    public IReadOnlyList<AccessInformation> AccessInformation { get; init => field = value ?? []; } = [];

    /// <summary>Ties the Session and the CDR to the booking; at most 36 characters.</summary>
    public required string AuthorizationReference { get; init; }

    /// <summary>The terms that were accepted.</summary>
    public required BookingTerms BookingTerms { get; init; }

    /// <summary>Every request that was made for it, in order; at least one.</summary>
    [AllowNull]
    public IReadOnlyList<BookingRequestStatus> BookingRequests { get; init => field = value ?? []; } = [];

    /// <summary>When it was last changed or created (UTC).</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
