using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tokens;

/// <summary>What a driver identifies with, and what the CPO needs to know to authorize it.</summary>
/// <remarks>OCPI chapter "Tokens module / Token object". A token is identified by its owner, uid and type together.</remarks>
public sealed record Token : OcpiObject
{
    /// <summary>Country of the eMSP that owns the token, ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Party id of the eMSP that owns the token; three characters.</summary>
    public required string PartyId { get; init; }

    /// <summary>The identification as the charge point reads it, for example an RFID's hexadecimal uid; at most 36 characters.</summary>
    public required string Uid { get; init; }

    /// <summary>The kind of token.</summary>
    public required TokenType Type { get; init; }

    /// <summary>The contract it belongs to, preferably an eMA id; at most 36 characters. Named auth_id in 2.1.1.</summary>
    public required string ContractId { get; init; }

    /// <summary>The number printed on the card; at most 64 characters.</summary>
    public string? VisualNumber { get; init; }

    /// <summary>The company that issued the token, usually as printed on it; at most 64 characters.</summary>
    public required string Issuer { get; init; }

    /// <summary>Tokens of one group may stop each other's sessions; at most 36 characters, 20 for OCPP 1.x.</summary>
    public string? GroupId { get; init; }

    /// <summary>Whether the token is valid at all.</summary>
    public required bool Valid { get; init; }

    /// <summary>Whether the CPO may decide on its own.</summary>
    public required WhitelistType Whitelist { get; init; }

    /// <summary>The driver's language as an ISO 639-1 code.</summary>
    public string? Language { get; init; }

    /// <summary>How sessions of this token are charged when the driver asks for nothing else.</summary>
    public ProfileType? DefaultProfileType { get; init; }

    /// <summary>The driver's energy contract, for charge points that can use it.</summary>
    public EnergyContract? EnergyContract { get; init; }

    /// <summary>When this token was last changed (UTC).</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
