using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tariffs;

/// <summary>A price per unit of one dimension.</summary>
/// <remarks>OCPI chapter "Tariffs module / PriceComponent class".</remarks>
public sealed record PriceComponent : OcpiObject
{
    /// <summary>What is counted.</summary>
    public required TariffDimensionType Type { get; init; }

    /// <summary>Price per unit, in the tariff's currency; with or without taxes as the tariff says.</summary>
    public required decimal Price { get; init; }

    /// <summary>VAT in percent.</summary>
    public decimal? Vat { get; init; }

    /// <summary>The smallest amount billed: watt-hours for energy, seconds for time; without meaning for flat fees.</summary>
    public required int StepSize { get; init; }
}
