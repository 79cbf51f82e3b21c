using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>Ways to get to a booked place.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / AccessMethod enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<AccessMethod>))]
public readonly record struct AccessMethod(string Value) : IOpenEnum<AccessMethod>
{
    /// <summary>It is open.</summary>
    public static AccessMethod Open { get; } = new("OPEN");

    /// <summary>With one of the booking's tokens.</summary>
    public static AccessMethod Token { get; } = new("TOKEN");

    /// <summary>By the number plate.</summary>
    public static AccessMethod LicensePlate { get; } = new("LICENSE_PLATE");

    /// <summary>With a code.</summary>
    public static AccessMethod AccessCode { get; } = new("ACCESS_CODE");

    /// <summary>By ringing.</summary>
    public static AccessMethod Intercom { get; } = new("INTERCOM");

    /// <summary>With a parking ticket.</summary>
    public static AccessMethod ParkingTicket { get; } = new("PARKING_TICKET");

    /// <inheritdoc/>
    public static AccessMethod From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
