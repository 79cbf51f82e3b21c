using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.ChargingProfiles;

/// <summary>What became of a request about a charging profile at the charge point.</summary>
/// <remarks>OCPI chapter "Charging profiles module / ChargingProfileResultType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ChargingProfileResultType>))]
public readonly record struct ChargingProfileResultType(string Value) : IOpenEnum<ChargingProfileResultType>
{
    /// <summary>The charge point did it.</summary>
    public static ChargingProfileResultType Accepted { get; } = new("ACCEPTED");

    /// <summary>The charge point refused.</summary>
    public static ChargingProfileResultType Rejected { get; } = new("REJECTED");

    /// <summary>The charge point has no such charging profile.</summary>
    public static ChargingProfileResultType Unknown { get; } = new("UNKNOWN");

    /// <inheritdoc/>
    public static ChargingProfileResultType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
