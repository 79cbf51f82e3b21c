using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Versions;

/// <summary>The side of a module's interface that an endpoint offers.</summary>
/// <remarks>OCPI chapter "Versions module / InterfaceRole" (2.2 and later). The sender owns the data; the receiver holds a copy.</remarks>
[JsonConverter(typeof(OpenEnumConverter<InterfaceRole>))]
public readonly record struct InterfaceRole(string Value) : IOpenEnum<InterfaceRole>
{
    /// <summary>The interface of the data's owner.</summary>
    public static InterfaceRole Sender { get; } = new("SENDER");

    /// <summary>The interface of the one who is sent data.</summary>
    public static InterfaceRole Receiver { get; } = new("RECEIVER");

    /// <inheritdoc/>
    public static InterfaceRole From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
