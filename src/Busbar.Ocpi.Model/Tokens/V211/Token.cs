using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tokens.V211;

/// <summary>What a driver identifies with, in the shape of OCPI 2.1.1: its owner stands in the URL only.</summary>
/// <remarks>OCPI chapter "Tokens module / Token object (2.1.1)".</remarks>
public sealed record Token : OcpiObject
{
    /// <inheritdoc cref="Tokens.Token.Uid"/>
    public required string Uid { get; init; }

    /// <summary>The kind of token; 2.1.1 knows RFID and OTHER.</summary>
    public required TokenType Type { get; init; }

    /// <inheritdoc cref="Tokens.Token.ContractId"/>
    public required string AuthId { get; init; }

    /// <inheritdoc cref="Tokens.Token.VisualNumber"/>
    public string? VisualNumber { get; init; }

    /// <inheritdoc cref="Tokens.Token.Issuer"/>
    public required string Issuer { get; init; }

    /// <inheritdoc cref="Tokens.Token.Valid"/>
    public required bool Valid { get; init; }

    /// <inheritdoc cref="Tokens.Token.Whitelist"/>
    public required WhitelistType Whitelist { get; init; }

    /// <inheritdoc cref="Tokens.Token.Language"/>
    public string? Language { get; init; }

    /// <inheritdoc cref="Tokens.Token.LastUpdated"/>
    public required DateTimeOffset LastUpdated { get; init; }
}
