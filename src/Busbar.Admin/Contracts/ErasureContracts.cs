namespace Busbar.Admin.Contracts;

/// <summary>Whose personal data to erase: the driver with this token, or with this contract.</summary>
public sealed record ErasureRequest
{
    /// <summary>The country of the provider whose token or contract it is.</summary>
    public string? CountryCode { get; init; }

    public string? PartyId { get; init; }

    /// <summary>The token; left out when a contract is named.</summary>
    public string? Uid { get; init; }

    /// <summary>The token's type; left out, every type under that uid.</summary>
    public string? Type { get; init; }

    /// <summary>The contract, with all its tokens; left out when a token is named.</summary>
    public string? ContractId { get; init; }

    /// <summary>True: nothing is changed, it is only counted, and told what stands against it.</summary>
    public bool? DryRun { get; init; }
}
