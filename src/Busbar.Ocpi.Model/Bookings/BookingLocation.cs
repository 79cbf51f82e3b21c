using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>What a CPO offers for booking at one of its Locations, and when it is free.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / BookingLocation object".</remarks>
public sealed record BookingLocation : OcpiObject
{
    /// <summary>Country of the CPO that owns it, ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Party of the CPO that owns it; three characters.</summary>
    public required string PartyId { get; init; }

    /// <summary>Identifies it within the CPO's platform; at most 36 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The Location of the same CPO; at most 36 characters.</summary>
    public required string LocationId { get; init; }

    /// <summary>What can be booked: one EVSE, or a kind of place.</summary>
    public BookingOption? BookingOption { get; init; }

    /// <summary>Whether one has to book at all.</summary>
    public Policy? Policy { get; init; }

    /// <summary>The Tariffs that price bookings here; each at most 36 characters.</summary>
    [AllowNull]
    public IReadOnlyList<string> TariffIds { get; init => field = value ?? []; } = [];

    /// <summary>The terms of a booking.</summary>
    public BookingTerms? BookingTerms { get; init; }

    /// <summary>When it is free.</summary>
    [AllowNull]
    public IReadOnlyList<Calendar> Calendars { get; init => field = value ?? []; } = [];

    /// <summary>When it was last changed or created (UTC).</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
