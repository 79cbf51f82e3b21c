using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>The terms of a booking.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / BookingTerms class".</remarks>
public sealed record BookingTerms : OcpiObject
{
    /// <summary>Whether the driver needs a card at the charger.</summary>
    public bool? RfidAuthRequired { get; init; }

    /// <summary>Whether any token of the same group will do.</summary>
    public bool? TokenGroupsSupported { get; init; }

    /// <summary>Whether the session can be started with a command.</summary>
    public bool? RemoteAuthSupported { get; init; }

    /// <summary>How one gets in; at least one.</summary>
    [AllowNull]
    public IReadOnlyList<AccessMethod> SupportedAccessMethods { get; init => field = value ?? []; } = [];

    /// <summary>Until how many minutes before its start it can be changed.</summary>
    public required decimal ChangeUntilMinutes { get; init; }

    /// <summary>Until how many minutes before its start it can be cancelled.</summary>
    public required decimal CancelUntilMinutes { get; init; }

    /// <summary>True when it cannot be changed.</summary>
    public bool? ChangeNotAllowed { get; init; }

    /// <summary>Whether one may start earlier.</summary>
    public bool? EarlyStartAllowed { get; init; }

    /// <summary>How many minutes earlier.</summary>
    public decimal? EarlyStartTime { get; init; }

    /// <summary>How many minutes after its start it is given up; never, when absent.</summary>
    public decimal? NoshowTimeout { get; init; }

    /// <summary>Whether that costs something.</summary>
    public bool? NoshowFee { get; init; }

    /// <summary>Whether one may charge longer.</summary>
    public bool? LateStopAllowed { get; init; }

    /// <summary>How many minutes longer.</summary>
    public decimal? LateStopTime { get; init; }

    /// <summary>Whether one token may have bookings at the same time.</summary>
    public bool? OverlappingBookingsAllowed { get; init; }

    /// <summary>Shortest booking, in minutes.</summary>
    public decimal? MinBookingDuration { get; init; }

    /// <summary>Longest booking, in minutes.</summary>
    public decimal? MaxBookingDuration { get; init; }

    /// <summary>Where the terms can be read.</summary>
    [JsonPropertyName("booking_terms")]
    public string? TermsUrl { get; init; }
}
