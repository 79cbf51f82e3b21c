using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.ChargingProfiles;

/// <summary>What an operator (CPO) answers at once to a request about a charging profile.</summary>
/// <remarks>OCPI chapter "Charging profiles module / ChargingProfileResponseType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ChargingProfileResponseType>))]
public readonly record struct ChargingProfileResponseType(string Value) : IOpenEnum<ChargingProfileResponseType>
{
    /// <summary>The request is passed on to the charge point; the result comes later.</summary>
    public static ChargingProfileResponseType Accepted { get; } = new("ACCEPTED");

    /// <summary>The operator, or this charge point, does no charging profiles.</summary>
    public static ChargingProfileResponseType NotSupported { get; } = new("NOT_SUPPORTED");

    /// <summary>The operator refuses.</summary>
    public static ChargingProfileResponseType Rejected { get; } = new("REJECTED");

    /// <summary>The sender asks more often than the operator allows.</summary>
    public static ChargingProfileResponseType TooOften { get; } = new("TOO_OFTEN");

    /// <summary>The session is not known.</summary>
    public static ChargingProfileResponseType UnknownSession { get; } = new("UNKNOWN_SESSION");

    /// <inheritdoc/>
    public static ChargingProfileResponseType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
