using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>One request that was made for a booking, and what came of it.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / BookingRequestStatus class".</remarks>
public sealed record BookingRequestStatus : OcpiObject
{
    /// <summary>What came of it.</summary>
    public required ReservationRequestStatus RequestStatus { get; init; }

    /// <summary>The request as it came.</summary>
    public required BookingRequest BookingRequest { get; init; }

    /// <summary>When it came (UTC).</summary>
    public required DateTimeOffset RequestReceived { get; init; }
}
