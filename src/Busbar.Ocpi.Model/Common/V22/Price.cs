
namespace Busbar.Ocpi.Model.Common.V22;

/// <summary>An amount of money in the shape of OCPI 2.2 and 2.2.1: with and without VAT.</summary>
/// <remarks>OCPI chapter "Types / Price class (2.2 and 2.2.1)".</remarks>
public sealed record Price : OcpiObject
{
    /// <summary>The amount without VAT, in the currency of the enclosing object.</summary>
    public required decimal ExclVat { get; init; }

    /// <summary>The amount with VAT; absent when the VAT is not known or does not apply.</summary>
    public decimal? InclVat { get; init; }
}
