using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tokens;

namespace Busbar.Ocpi.Model.Commands;

/// <summary>Asks a CPO to reserve an EVSE, or to change a reservation.</summary>
/// <remarks>OCPI chapter "Commands module / ReserveNow object".</remarks>
public sealed record ReserveNow : OcpiObject
{
    /// <summary>Where the result is to be posted.</summary>
    public required string ResponseUrl { get; init; }

    /// <summary>The token it is reserved for.</summary>
    public required Token Token { get; init; }

    /// <summary>When the reservation ends (UTC).</summary>
    public required DateTimeOffset ExpiryDate { get; init; }

    /// <summary>The eMSP's id of the reservation; sending it again replaces the reservation. At most 36 characters.</summary>
    public required string ReservationId { get; init; }

    /// <summary>The Location; at most 36 characters.</summary>
    public required string LocationId { get; init; }

    /// <summary>The EVSE; when absent, the CPO chooses one. At most 36 characters.</summary>
    public string? EvseUid { get; init; }

    /// <summary>The eMSP's reference, echoed in the Session and the CDR; at most 36 characters.</summary>
    public string? AuthorizationReference { get; init; }
}
