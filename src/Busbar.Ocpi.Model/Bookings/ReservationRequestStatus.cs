using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>What came of a request for a booking.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / ReservationRequestStatus enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ReservationRequestStatus>))]
public readonly record struct ReservationRequestStatus(string Value) : IOpenEnum<ReservationRequestStatus>
{
    /// <summary>Not decided yet.</summary>
    public static ReservationRequestStatus Pending { get; } = new("PENDING");

    /// <summary>Accepted.</summary>
    public static ReservationRequestStatus Accepted { get; } = new("ACCEPTED");

    /// <summary>Declined.</summary>
    public static ReservationRequestStatus Declined { get; } = new("DECLINED");

    /// <summary>It could not be dealt with.</summary>
    public static ReservationRequestStatus Failed { get; } = new("FAILED");

    /// <inheritdoc/>
    public static ReservationRequestStatus From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
