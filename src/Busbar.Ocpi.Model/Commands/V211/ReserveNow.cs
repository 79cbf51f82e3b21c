using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tokens.V211;

namespace Busbar.Ocpi.Model.Commands.V211;

/// <summary>Asks a CPO to reserve an EVSE, in the shape of OCPI 2.1.1: the reservation has a number.</summary>
/// <remarks>OCPI chapter "Commands module / ReserveNow object (2.1.1)".</remarks>
public sealed record ReserveNow : OcpiObject
{
    /// <inheritdoc cref="Commands.ReserveNow.ResponseUrl"/>
    public required string ResponseUrl { get; init; }

    /// <inheritdoc cref="Commands.ReserveNow.Token"/>
    public required Token Token { get; init; }

    /// <inheritdoc cref="Commands.ReserveNow.ExpiryDate"/>
    public required DateTimeOffset ExpiryDate { get; init; }

    /// <summary>The eMSP's number of the reservation; sending it again replaces the reservation.</summary>
    public required int ReservationId { get; init; }

    /// <summary>The Location; at most 39 characters.</summary>
    public required string LocationId { get; init; }

    /// <summary>The EVSE; when absent, the CPO chooses one. At most 39 characters.</summary>
    public string? EvseUid { get; init; }
}
