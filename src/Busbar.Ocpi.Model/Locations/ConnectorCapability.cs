using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>Something a connector can do (2.3.0).</summary>
/// <remarks>OCPI chapter "Locations module / ConnectorCapability enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ConnectorCapability>))]
public readonly record struct ConnectorCapability(string Value) : IOpenEnum<ConnectorCapability>
{
    /// <summary>Plug and Charge by ISO 15118-2.</summary>
    public static ConnectorCapability Iso15118Part2PlugAndCharge { get; } = new("ISO_15118_2_PLUG_AND_CHARGE");

    /// <summary>Plug and Charge by ISO 15118-20.</summary>
    public static ConnectorCapability Iso15118Part20PlugAndCharge { get; } = new("ISO_15118_20_PLUG_AND_CHARGE");

    /// <inheritdoc/>
    public static ConnectorCapability From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
