
namespace Busbar.Ocpi.Model.Common;

/// <summary>One tax that is due on an amount.</summary>
/// <remarks>OCPI chapter "Types / TaxAmount class".</remarks>
public sealed record TaxAmount : OcpiObject
{
    /// <summary>What the tax is called, for example "VAT" or "GST".</summary>
    public required string Name { get; init; }

    /// <summary>Registration of the one who remits the tax to the authority.</summary>
    public string? AccountNumber { get; init; }

    /// <summary>The tax rate in percent, for example 21 for 21 %.</summary>
    public decimal? Percentage { get; init; }

    /// <summary>The money due for this tax, in the currency of the enclosing object.</summary>
    public required decimal Amount { get; init; }
}
