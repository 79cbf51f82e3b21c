namespace Busbar.Ocpi.Server.Common;

/// <summary>Port: requests for bookings.</summary>
/// <remarks>OCPI bookings package, chapter "Bookings module / POST".</remarks>
public interface IBookingsHandler
{
    /// <summary>POST {bookings} on the sender side: an eMSP asks for a booking, its change or its end. Data is the Booking.</summary>
    ValueTask<OcpiReply> RequestBookingAsync(OcpiRequest request, CancellationToken cancellation);
}
