using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>Where the EVSE stands as seen from the parking space.</summary>
/// <remarks>OCPI chapter "Locations module / EVSEPosition enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<EvsePosition>))]
public readonly record struct EvsePosition(string Value) : IOpenEnum<EvsePosition>
{
    /// <summary>Left of the vehicle.</summary>
    public static EvsePosition Left { get; } = new("LEFT");

    /// <summary>Right of the vehicle.</summary>
    public static EvsePosition Right { get; } = new("RIGHT");

    /// <summary>In the middle, in front of or behind the vehicle.</summary>
    public static EvsePosition Center { get; } = new("CENTER");

    /// <inheritdoc/>
    public static EvsePosition From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
