using System.Text.Json;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Bookings;

/// <summary>
/// Compares what a provider hosted here asks for with what the operator offers: a free time slot, its steps, how long and how late one may ask. What a partner
/// asks is its operator's to judge.
/// </summary>
internal static class BookingTermsCheck
{
    /// <summary>What speaks against the request; null for nothing.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="bookingLocation">The BookingLocation that it names.</param>
    /// <param name="isChange">Whether there is such a booking already.</param>
    /// <param name="now">The time.</param>
    public static string? Objection(BookingRequestContent request, JsonElement bookingLocation, bool isChange, DateTimeOffset now)
    {
        var terms = bookingLocation.TryGetProperty("booking_terms", out var known) && known.ValueKind == JsonValueKind.Object ? known : default;
        if (request.IsCancellation)
        {
            return Minutes(terms, "cancel_until_minutes") is { } until && request.Start - now < until
                ? "/canceled: it is too late to cancel this booking (booking_terms.cancel_until_minutes)." : null;
        }

        if (isChange)
        {
            if (IsTrue(terms, "change_not_allowed"))
            {
                return "/request_id: this booking may not be changed (booking_terms.change_not_allowed).";
            }

            if (Minutes(terms, "change_until_minutes") is { } until && request.Start - now < until)
            {
                return "/request_id: it is too late to change this booking (booking_terms.change_until_minutes).";
            }
        }

        var length = request.End - request.Start;
        return length <= TimeSpan.Zero ? "/period: ends before it begins."
            : Minutes(terms, "min_booking_duration") is { } shortest && length < shortest ? "/period: is shorter than booking_terms.min_booking_duration."
            : Minutes(terms, "max_booking_duration") is { } longest && length > longest ? "/period: is longer than booking_terms.max_booking_duration."
            : IsTrue(terms, "rfid_auth_required") && !request.HasTokens ? "/tokens: at least one is needed (booking_terms.rfid_auth_required)."
            : FitsACalendar(request, bookingLocation, length) ? null
            : "/period: lies in no free time slot, or is no multiple of the calendar's timeslot_increment.";
    }

    /// <summary>An operator that publishes no calendars leaves it to the request.</summary>
    private static bool FitsACalendar(BookingRequestContent request, JsonElement bookingLocation, TimeSpan length)
    {
        if (!bookingLocation.TryGetProperty("calendars", out var calendars) || calendars.ValueKind != JsonValueKind.Array || calendars.GetArrayLength() == 0)
        {
            return true;
        }

        foreach (var calendar in calendars.EnumerateArray())
        {
            var step = Minutes(calendar, "timeslot_increment") is { Ticks: > 0 } minutes ? minutes : (TimeSpan?)null;
            if ((step is null || length.Ticks % step.Value.Ticks == 0)
                && calendar.TryGetProperty("available_timeslots", out var slots) && slots.ValueKind == JsonValueKind.Array
                && slots.EnumerateArray().Any(slot => Time(slot, "start_date_time") <= request.Start && request.End <= Time(slot, "end_date_time")))
            {
                return true;
            }
        }

        return false;
    }

    private static TimeSpan? Minutes(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var minutes)
            && Math.Abs(minutes) < 100_000_000
            ? TimeSpan.FromTicks((long)(minutes * TimeSpan.TicksPerMinute))
            : null;

    private static bool IsTrue(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static DateTimeOffset? Time(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && OcpiDateTime.TryParse(value.GetString(), out var time)
            ? time
            : null;
}
