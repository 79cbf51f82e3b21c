using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Cdrs;

/// <summary>The token that a session is charged to.</summary>
/// <remarks>OCPI chapter "CDRs module / CdrToken class (2.3.0)". For 2.2 and 2.2.1 see the record in the V22 namespace.</remarks>
public sealed record CdrToken : OcpiObject
{
    /// <summary>Country of the eMSP that owns the token, ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Party id of the eMSP that owns the token.</summary>
    public required string PartyId { get; init; }

    /// <summary>The token's uid; at most 36 characters.</summary>
    public required string Uid { get; init; }

    /// <summary>The token's type.</summary>
    public required TokenType Type { get; init; }

    /// <summary>The contract; at most 36 characters.</summary>
    public required string ContractId { get; init; }
}
