using System.Text.Json;

namespace Busbar.Ocpi.Wire.Patching;

/// <summary>Reads and replaces one Calendar inside the JSON of a BookingLocation; all other bytes stay as they are. Ids are compared ignoring case.</summary>
/// <remarks>OCPI bookings package, chapter "Bookings module / Receiver interface". The BookingLocation must be well-formed JSON.</remarks>
public static class BookingLocationDocument
{
    /// <summary>The bytes of a Calendar; null when the BookingLocation has none with that id.</summary>
    /// <exception cref="JsonException">The BookingLocation is no JSON object.</exception>
    public static ReadOnlyMemory<byte>? FindCalendar(ReadOnlyMemory<byte> bookingLocation, string calendarId) =>
        NestedObject.Find(bookingLocation, "calendars", "id", calendarId);

    /// <summary>
    /// The BookingLocation with the Calendar in place of the one with that id, or added when there was none. The BookingLocation's last_updated moves to the
    /// Calendar's when that is newer.
    /// </summary>
    /// <exception cref="JsonException">One of the two is no JSON object.</exception>
    public static byte[] ReplaceCalendar(ReadOnlySpan<byte> bookingLocation, string calendarId, ReadOnlySpan<byte> calendar) =>
        NestedObject.Replace(bookingLocation, "calendars", "id", calendarId, calendar);
}
