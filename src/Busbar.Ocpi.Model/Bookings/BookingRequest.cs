using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>What an eMSP asks of a CPO: a new booking, a change of one, or its cancellation.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / BookingRequest class".</remarks>
public sealed record BookingRequest : OcpiObject
{
    /// <summary>Country of the asking eMSP, ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }

    /// <summary>The asking eMSP; three characters.</summary>
    public required string PartyId { get; init; }

    /// <summary>The eMSP's id of the booking: the same in every request for it; at most 36 characters.</summary>
    public required string RequestId { get; init; }

    /// <summary>What it wants.</summary>
    public BookingOption? BookingOption { get; init; }

    /// <summary>The Location; at most 36 characters.</summary>
    public required string LocationId { get; init; }

    /// <summary>The BookingLocation; at most 36 characters.</summary>
    public required string BookingLocationId { get; init; }

    /// <summary>The tokens that are to open it.</summary>
    [AllowNull]
    public IReadOnlyList<BookingToken> Tokens { get; init => field = value ?? []; } = [];

    /// <summary>How the driver means to get in.</summary>
    [AllowNull]
    public IReadOnlyList<AccessInformation> AccessInformation { get; init => field = value ?? []; } = [];

    /// <summary>The time that it wants.</summary>
    public required Period Period { get; init; }

    /// <summary>Ties the Session and the CDR to the booking; at most 36 characters.</summary>
    public required string AuthorizationReference { get; init; }

    /// <summary>The power it wants, in kilowatts (the powers of a <see cref="Timeslot"/> are in watts).</summary>
    public int? PowerRequired { get; init; }

    /// <summary>Present when it asks for the booking's end.</summary>
    public Cancellation? Canceled { get; init; }
}
