using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>The state of a booking.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / ReservationStatus enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ReservationStatus>))]
public readonly record struct ReservationStatus(string Value) : IOpenEnum<ReservationStatus>
{
    /// <summary>Not decided yet.</summary>
    public static ReservationStatus Pending { get; } = new("PENDING");

    /// <summary>Reserved.</summary>
    public static ReservationStatus Reserved { get; } = new("RESERVED");

    /// <summary>Cancelled; final.</summary>
    public static ReservationStatus Canceled { get; } = new("CANCELED");

    /// <summary>It could not be dealt with; final.</summary>
    public static ReservationStatus Failed { get; } = new("FAILED");

    /// <summary>Nobody came in time; final.</summary>
    public static ReservationStatus NoShow { get; } = new("NO_SHOW");

    /// <summary>A session began in time; final.</summary>
    public static ReservationStatus Fulfilled { get; } = new("FULFILLED");

    /// <summary>Declined; final.</summary>
    public static ReservationStatus Rejected { get; } = new("REJECTED");

    /// <summary>Any other state.</summary>
    public static ReservationStatus Unknown { get; } = new("UNKNOWN");

    /// <inheritdoc/>
    public static ReservationStatus From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
