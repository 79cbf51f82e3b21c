using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Cdrs.V22;

/// <summary>The token that a session is charged to, in the shape of OCPI 2.2 and 2.2.1: only the latter says whose it is.</summary>
/// <remarks>OCPI chapter "CDRs module / CdrToken class (2.2 and 2.2.1)".</remarks>
public sealed record CdrToken : OcpiObject
{
    /// <summary>Country of the eMSP that owns the token, ISO 3166-1 alpha-2. Required from 2.2.1 on; 2.2 does not have it.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Party id of the eMSP that owns the token. Required from 2.2.1 on; 2.2 does not have it.</summary>
    public string? PartyId { get; init; }

    /// <inheritdoc cref="Cdrs.CdrToken.Uid"/>
    public required string Uid { get; init; }

    /// <inheritdoc cref="Cdrs.CdrToken.Type"/>
    public required TokenType Type { get; init; }

    /// <inheritdoc cref="Cdrs.CdrToken.ContractId"/>
    public required string ContractId { get; init; }
}
