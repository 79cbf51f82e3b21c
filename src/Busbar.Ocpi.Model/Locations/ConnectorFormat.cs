using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>Whether the driver brings the cable.</summary>
/// <remarks>OCPI chapter "Locations module / ConnectorFormat enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ConnectorFormat>))]
public readonly record struct ConnectorFormat(string Value) : IOpenEnum<ConnectorFormat>
{
    /// <summary>A socket: the driver brings the cable.</summary>
    public static ConnectorFormat Socket { get; } = new("SOCKET");

    /// <summary>A cable is attached.</summary>
    public static ConnectorFormat Cable { get; } = new("CABLE");

    /// <inheritdoc/>
    public static ConnectorFormat From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
