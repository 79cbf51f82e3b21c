using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Bookings;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Ocpi.Client.Bookings;

/// <summary>The bookings module with records.</summary>
public static class BookingsExtension
{
    extension(OcpiClient client)
    {
        /// <summary>What can be booked at a CPO. To write one at an eMSP, name the collection in the address: see <see cref="BookingLocationAddress"/>.</summary>
        public ModuleClient<BookingLocation> BookingLocations => new(client, ModuleId.Bookings, Collections.BookingLocations);

        /// <summary>The bookings at a CPO.</summary>
        public ModuleClient<Booking> Bookings => new(client, ModuleId.Bookings);

        /// <summary>Asks a CPO for a booking, its change (the same request_id again) or its end (with canceled). A PENDING answer is followed by a push.</summary>
        public async Task<OcpiResult<Booking>> RequestBookingAsync(BookingRequest request, CallOptions? options = null, CancellationToken cancellation = default) =>
            (await client.SendAsync(HttpMethod.Post, ModuleId.Bookings, InterfaceRole.Sender, [], OcpiJson.Serialize(request), options, cancellation)).As<Booking>();

        /// <summary>One calendar of a booking location at a CPO.</summary>
        public async Task<OcpiResult<Calendar>> GetCalendarAsync(
            string bookingLocationId, string calendarId, CallOptions? options = null, CancellationToken cancellation = default) =>
            (await client.GetAsync(
                new ObjectReference(ModuleId.Bookings, bookingLocationId) { Collection = Collections.BookingLocations, CalendarId = calendarId }, options, cancellation))
                .As<Calendar>();

        /// <summary>Writes one calendar of a booking location at an eMSP.</summary>
        public Task<OcpiResponse> PutCalendarAsync(
            PartyId owner, string bookingLocationId, Calendar calendar, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.PutAsync(BookingLocationAddress(owner, bookingLocationId) with { CalendarId = calendar.Id }, OcpiJson.Serialize(calendar), options, cancellation);
    }

    /// <summary>Where a booking location stands on an eMSP's receiver interface.</summary>
    public static ObjectAddress BookingLocationAddress(PartyId owner, string id) => new(ModuleId.Bookings, owner, id) { Collection = Collections.BookingLocations };
}
