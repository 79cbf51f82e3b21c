using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>The free times of a BookingLocation within one stretch of time.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / Calendar object".</remarks>
public sealed record Calendar : OcpiObject
{
    /// <summary>Identifies the calendar; at most 36 characters.</summary>
    public required string Id { get; init; }

    /// <summary>Where the stretch begins (UTC, inclusive).</summary>
    public required DateTimeOffset BeginFrom { get; init; }

    /// <summary>Where it ends (UTC, exclusive).</summary>
    public required DateTimeOffset EndBefore { get; init; }

    /// <summary>Bookings last a multiple of this many minutes.</summary>
    public int? TimeslotIncrement { get; init; }

    /// <summary>The free times; at least one.</summary>
    [AllowNull]
    public IReadOnlyList<Timeslot> AvailableTimeslots { get; init => field = value ?? []; } = [];

    /// <summary>When the calendar was last changed or created (UTC).</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
