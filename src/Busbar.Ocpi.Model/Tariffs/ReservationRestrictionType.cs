using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tariffs;

/// <summary>Limits a tariff element to reservations.</summary>
/// <remarks>OCPI chapter "Tariffs module / ReservationRestrictionType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ReservationRestrictionType>))]
public readonly record struct ReservationRestrictionType(string Value) : IOpenEnum<ReservationRestrictionType>
{
    /// <summary>It prices a reservation.</summary>
    public static ReservationRestrictionType Reservation { get; } = new("RESERVATION");

    /// <summary>It prices a reservation that expired without a session.</summary>
    public static ReservationRestrictionType ReservationExpires { get; } = new("RESERVATION_EXPIRES");

    /// <inheritdoc/>
    public static ReservationRestrictionType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
