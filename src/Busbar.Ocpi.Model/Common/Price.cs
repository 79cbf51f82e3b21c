using System.Diagnostics.CodeAnalysis;

namespace Busbar.Ocpi.Model.Common;

/// <summary>An amount of money before taxes, with the taxes that come on top.</summary>
/// <remarks>OCPI chapter "Types / Price class". This is the shape of 2.3.0. Before it, see the record in the V22 namespace.</remarks>
public sealed record Price : OcpiObject
{
    /// <summary>The amount without taxes, in the currency of the enclosing object.</summary>
    public required decimal BeforeTaxes { get; init; }

    /// <summary>The taxes due on the amount. An empty list does not prove that no tax applies.</summary>
    [AllowNull]
    public IReadOnlyList<TaxAmount> Taxes { get; init => field = value ?? []; } = [];
}
