using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Model.Tokens;

/// <summary>The driver's own contract with an energy supplier.</summary>
/// <remarks>OCPI chapter "Tokens module / EnergyContract class".</remarks>
public sealed record EnergyContract
{
    /// <summary>Name of the energy supplier; at most 64 characters.</summary>
    public required string SupplierName { get; init; }

    /// <summary>Number of the contract at that supplier; at most 64 characters.</summary>
    public string? ContractId { get; init; }

    /// <summary>Members this version does not know, kept and written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
