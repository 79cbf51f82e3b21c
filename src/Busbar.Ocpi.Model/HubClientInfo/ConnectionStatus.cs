using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.HubClientInfo;

/// <summary>How a party's connection to a hub stands.</summary>
/// <remarks>OCPI chapter "HubClientInfo module / ConnectionStatus enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ConnectionStatus>))]
public readonly record struct ConnectionStatus(string Value) : IOpenEnum<ConnectionStatus>
{
    /// <summary>The party is connected.</summary>
    public static ConnectionStatus Connected { get; } = new("CONNECTED");

    /// <summary>The party is not connected at the moment.</summary>
    public static ConnectionStatus Offline { get; } = new("OFFLINE");

    /// <summary>The party is to be connected, and never was.</summary>
    public static ConnectionStatus Planned { get; } = new("PLANNED");

    /// <summary>The party is not active any more.</summary>
    public static ConnectionStatus Suspended { get; } = new("SUSPENDED");

    /// <inheritdoc/>
    public static ConnectionStatus From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
