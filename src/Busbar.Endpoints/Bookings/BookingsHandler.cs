using Busbar.Core.Bookings;
using Busbar.Core.Connections;
using Busbar.Endpoints.Calls;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Server.Common;

namespace Busbar.Endpoints.Bookings;

/// <summary>Requests for bookings on their way into the core.</summary>
public sealed class BookingsHandler(BookingCalls bookings, ConnectionDirectory directory) : IBookingsHandler
{
    public async ValueTask<OcpiReply> RequestBookingAsync(OcpiRequest request, CancellationToken cancellation) =>
        CallerReading.Read(request, directory.Current, Role.Emsp) is { } caller
            ? CallerReading.Reply(await bookings.RequestAsync(caller, request.Body, cancellation))
            : CallerReading.Stranger;
}
