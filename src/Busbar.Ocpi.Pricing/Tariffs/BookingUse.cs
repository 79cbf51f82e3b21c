namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>What became of a booking (D-BOOKING). Neither a CDR nor a tariff tells; whoever took the booking knows.</summary>
/// <remarks>OCPI bookings package, chapter "Tariffs module / BookingRestrictionType enum".</remarks>
public enum BookingUse
{
    /// <summary>The vehicle came in its time.</summary>
    Used,

    /// <summary>Nobody came.</summary>
    Expired,

    /// <summary>It was cancelled when that costs a fee.</summary>
    Cancelled,
}
