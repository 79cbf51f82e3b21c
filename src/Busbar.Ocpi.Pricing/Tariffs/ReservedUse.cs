using Busbar.Ocpi.Model.Tariffs;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>Which time the prices of an element are for.</summary>
internal enum ReservedUse
{
    /// <summary>Charging and parking.</summary>
    None,

    Reservation,

    ReservationExpires,

    Booking,

    BookingExpires,

    BookingCancellation,

    BookingOvertime,

    /// <summary>Something that cannot be read: such an element never applies, for a dropped restriction would give energy away.</summary>
    Unreadable,
}

/// <summary>Reads for what an element is.</summary>
internal static class ReservedUses
{
    // The member of the bookings package; the tariff of the core does not know it.
    public const string Booking = "booking";

    public static ReservedUse Of(TariffRestrictions? restrictions)
    {
        if (restrictions?.Unknown?.TryGetValue(Booking, out var booking) == true)
        {
            return booking.ValueKind != System.Text.Json.JsonValueKind.String || restrictions.Reservation is not null ? ReservedUse.Unreadable : booking.GetString() switch
            {
                "BOOKING" => ReservedUse.Booking,
                "BOOKING_EXPIRES" => ReservedUse.BookingExpires,
                "BOOKING_CANCELLATION_FEES" => ReservedUse.BookingCancellation,
                "BOOKING_OVERTIME" => ReservedUse.BookingOvertime,
                _ => ReservedUse.Unreadable,
            };
        }

        return restrictions?.Reservation is not { } reservation ? ReservedUse.None
            : reservation == ReservationRestrictionType.Reservation ? ReservedUse.Reservation
            : reservation == ReservationRestrictionType.ReservationExpires ? ReservedUse.ReservationExpires
            : ReservedUse.Unreadable;
    }

    public static bool IsBooking(this ReservedUse use) => use is >= ReservedUse.Booking and <= ReservedUse.BookingOvertime;

    /// <summary>The uses whose elements price reserved time, the first ones first (D-RES-EXP, D-BOOKING).</summary>
    public static ReadOnlySpan<ReservedUse> InOrder(bool expired, BookingUse? booking) => booking switch
    {
        BookingUse.Used => [ReservedUse.Booking, ReservedUse.Reservation],
        BookingUse.Expired => [ReservedUse.BookingExpires, ReservedUse.Booking, ReservedUse.ReservationExpires, ReservedUse.Reservation],
        BookingUse.Cancelled => [ReservedUse.BookingCancellation],
        _ => expired ? [ReservedUse.ReservationExpires, ReservedUse.Reservation] : [ReservedUse.Reservation],
    };
}
