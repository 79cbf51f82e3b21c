using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Cdrs;

/// <summary>How a session was authorized.</summary>
/// <remarks>OCPI chapter "CDRs module / AuthMethod enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<AuthMethod>))]
public readonly record struct AuthMethod(string Value) : IOpenEnum<AuthMethod>
{
    /// <summary>By asking the eMSP in real time.</summary>
    public static AuthMethod AuthRequest { get; } = new("AUTH_REQUEST");

    /// <summary>By a command of the eMSP.</summary>
    public static AuthMethod Command { get; } = new("COMMAND");

    /// <summary>By the CPO's own copy of the token.</summary>
    public static AuthMethod Whitelist { get; } = new("WHITELIST");

    /// <inheritdoc/>
    public static AuthMethod From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
