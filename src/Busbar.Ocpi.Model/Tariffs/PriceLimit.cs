using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tariffs;

/// <summary>A lower or upper limit of what a session costs (2.3.0).</summary>
/// <remarks>OCPI chapter "Tariffs module / PriceLimit class".</remarks>
public sealed record PriceLimit : OcpiObject
{
    /// <summary>The limit without taxes, in the tariff's currency.</summary>
    public required decimal BeforeTaxes { get; init; }

    /// <summary>The limit with taxes, in the tariff's currency.</summary>
    public decimal? AfterTaxes { get; init; }
}
