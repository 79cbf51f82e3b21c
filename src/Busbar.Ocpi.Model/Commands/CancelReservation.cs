using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Commands;

/// <summary>Asks a CPO to cancel a reservation.</summary>
/// <remarks>OCPI chapter "Commands module / CancelReservation object".</remarks>
public sealed record CancelReservation : OcpiObject
{
    /// <summary>Where the result is to be posted.</summary>
    public required string ResponseUrl { get; init; }

    /// <summary>The eMSP's id of the reservation; at most 36 characters.</summary>
    public required string ReservationId { get; init; }
}
