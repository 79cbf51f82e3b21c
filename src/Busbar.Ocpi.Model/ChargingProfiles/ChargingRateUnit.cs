using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.ChargingProfiles;

/// <summary>In what a charging limit is given.</summary>
/// <remarks>OCPI chapter "Charging profiles module / ChargingRateUnit enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ChargingRateUnit>))]
public readonly record struct ChargingRateUnit(string Value) : IOpenEnum<ChargingRateUnit>
{
    /// <summary>Watts: the power of all phases together.</summary>
    public static ChargingRateUnit W { get; } = new("W");

    /// <summary>Amperes per phase, not their sum.</summary>
    public static ChargingRateUnit A { get; } = new("A");

    /// <inheritdoc/>
    public static ChargingRateUnit From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
