using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Model.Commands;

/// <summary>Asks a CPO to cancel a reservation.</summary>
/// <remarks>OCPI chapter "Commands module / CancelReservation object".</remarks>
public sealed record CancelReservation
{
    /// <summary>Where the result is to be posted.</summary>
    public required string ResponseUrl { get; init; }

    /// <summary>The eMSP's id of the reservation; at most 36 characters.</summary>
    public required string ReservationId { get; init; }

    /// <summary>Members this version does not know, kept and written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
