using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>Whether one has to book.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / Policy class".</remarks>
public sealed record Policy : OcpiObject
{
    /// <summary>Whether charging needs a booking.</summary>
    public required bool ReservationRequired { get; init; }

    /// <summary>How many places are free for charging without a booking.</summary>
    public decimal? AdHoc { get; init; }
}
