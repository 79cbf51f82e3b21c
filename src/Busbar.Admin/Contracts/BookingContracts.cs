namespace Busbar.Admin.Contracts;

/// <summary>What a hosted operator decided about the oldest open request of one of its bookings.</summary>
public sealed record BookingDecisionRequest
{
    /// <summary>ACCEPTED, DECLINED or FAILED. An accepted cancellation ends the booking.</summary>
    public string? RequestStatus { get; init; }

    /// <summary>The EVSE that is assigned to the booking; it can be left open.</summary>
    public string? EvseUid { get; init; }
}
