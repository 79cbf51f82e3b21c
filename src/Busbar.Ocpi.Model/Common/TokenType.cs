using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Model.Common;

/// <summary>What kind of thing a token is.</summary>
/// <remarks>OCPI chapter "Tokens module / TokenType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<TokenType>))]
public readonly record struct TokenType(string Value) : IOpenEnum<TokenType>
{
    /// <summary>One-time use of a token that an app or a web page made up for a single session.</summary>
    public static TokenType AdHocUser { get; } = new("AD_HOC_USER");

    /// <summary>A token that an eMSP's app uses for its user.</summary>
    public static TokenType AppUser { get; } = new("APP_USER");

    /// <summary>An eMobility Account Identifier used for Plug and Charge (2.3.0).</summary>
    public static TokenType Emaid { get; } = new("EMAID");

    /// <summary>Any other kind of token.</summary>
    public static TokenType Other { get; } = new("OTHER");

    /// <summary>An RFID card or key fob.</summary>
    public static TokenType Rfid { get; } = new("RFID");

    /// <inheritdoc/>
    public static TokenType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
