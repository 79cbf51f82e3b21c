using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tariffs;

/// <summary>Prices that apply together under the same restrictions.</summary>
/// <remarks>OCPI chapter "Tariffs module / TariffElement class".</remarks>
public sealed record TariffElement : OcpiObject
{
    /// <summary>The prices; at least one.</summary>
    [AllowNull]
    public IReadOnlyList<PriceComponent> PriceComponents { get; init => field = value ?? []; } = [];

    /// <summary>When they apply; always, when absent.</summary>
    public TariffRestrictions? Restrictions { get; init; }
}
