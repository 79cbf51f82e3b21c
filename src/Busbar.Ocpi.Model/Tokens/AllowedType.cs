using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tokens;

/// <summary>The outcome of a real-time authorization.</summary>
/// <remarks>OCPI chapter "Tokens module / AllowedType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<AllowedType>))]
public readonly record struct AllowedType(string Value) : IOpenEnum<AllowedType>
{
    /// <summary>The token may charge here.</summary>
    public static AllowedType Allowed { get; } = new("ALLOWED");

    /// <summary>The token is blocked.</summary>
    public static AllowedType Blocked { get; } = new("BLOCKED");

    /// <summary>The token has expired.</summary>
    public static AllowedType Expired { get; } = new("EXPIRED");

    /// <summary>The contract has not enough credit left.</summary>
    public static AllowedType NoCredit { get; } = new("NO_CREDIT");

    /// <summary>The token is valid, but not for charging at this place.</summary>
    public static AllowedType NotAllowed { get; } = new("NOT_ALLOWED");

    /// <inheritdoc/>
    public static AllowedType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
