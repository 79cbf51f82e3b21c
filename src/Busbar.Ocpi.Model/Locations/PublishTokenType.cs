using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>Tokens whose owners may see a Location that is not public.</summary>
/// <remarks>OCPI chapter "Locations module / PublishTokenType class".</remarks>
public sealed record PublishTokenType : OcpiObject
{
    /// <summary>Uid of the token; needs the type. At most 36 characters.</summary>
    public string? Uid { get; init; }

    /// <summary>Type of the token.</summary>
    public TokenType? Type { get; init; }

    /// <summary>Number printed on the token; needs the issuer. At most 64 characters.</summary>
    public string? VisualNumber { get; init; }

    /// <summary>The token's issuer; at most 64 characters.</summary>
    public string? Issuer { get; init; }

    /// <summary>The token's group; at most 36 characters.</summary>
    public string? GroupId { get; init; }
}
