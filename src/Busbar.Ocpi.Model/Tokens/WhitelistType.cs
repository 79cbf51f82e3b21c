using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tokens;

/// <summary>Whether a CPO may decide on a token from its own copy, or asks the eMSP.</summary>
/// <remarks>OCPI chapter "Tokens module / WhitelistType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<WhitelistType>))]
public readonly record struct WhitelistType(string Value) : IOpenEnum<WhitelistType>
{
    /// <summary>The CPO decides from its copy and need not ask.</summary>
    public static WhitelistType Always { get; } = new("ALWAYS");

    /// <summary>The CPO may decide from its copy, and may ask.</summary>
    public static WhitelistType Allowed { get; } = new("ALLOWED");

    /// <summary>The CPO asks, and decides from its copy only when the eMSP cannot be reached.</summary>
    public static WhitelistType AllowedOffline { get; } = new("ALLOWED_OFFLINE");

    /// <summary>The CPO always asks; without an answer nobody charges.</summary>
    public static WhitelistType Never { get; } = new("NEVER");

    /// <inheritdoc/>
    public static WhitelistType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
