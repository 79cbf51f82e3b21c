using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tokens;

/// <summary>The driver's own contract with an energy supplier.</summary>
/// <remarks>OCPI chapter "Tokens module / EnergyContract class".</remarks>
public sealed record EnergyContract : OcpiObject
{
    /// <summary>Name of the energy supplier; at most 64 characters.</summary>
    public required string SupplierName { get; init; }

    /// <summary>Number of the contract at that supplier; at most 64 characters.</summary>
    public string? ContractId { get; init; }
}
