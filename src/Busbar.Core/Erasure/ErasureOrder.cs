using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Erasure;

/// <summary>Whose personal data is to be erased: the driver with a token, or with a contract.</summary>
public sealed record ErasureOrder
{
    /// <summary>The kind of its job.</summary>
    public const string Kind = "erase";

    public required string CountryCode { get; init; }

    public required string PartyId { get; init; }

    /// <summary>The token; null when a contract is named.</summary>
    public string? Uid { get; init; }

    /// <summary>The token's type; null for every type under that uid.</summary>
    public string? Type { get; init; }

    /// <summary>The contract, with all tokens that have it; null when a token is named.</summary>
    public string? ContractId { get; init; }

    /// <summary>Nothing is changed: it is only counted.</summary>
    public bool DryRun { get; init; }

    /// <summary>The provider whose token or contract it is.</summary>
    [JsonIgnore]
    public PartyId Owner => new(CountryCode, PartyId);

    /// <summary>What tells it from other orders: the same one is not carried out twice at once. In clear, as long as the order is open.</summary>
    [JsonIgnore]
    public string Subject => string.Join('\n', CountryCode, PartyId, Uid, Type, ContractId, DryRun ? "dry" : "").ToUpperInvariant();

    public string Write() => JsonSerializer.Serialize(this, ErasureDocuments.Default.ErasureOrder);

    public static ErasureOrder Read(string json) => JsonSerializer.Deserialize(json, ErasureDocuments.Default.ErasureOrder)!;
}
