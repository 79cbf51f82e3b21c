using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Model.Tariffs;

/// <summary>A price per unit of one dimension.</summary>
/// <remarks>OCPI chapter "Tariffs module / PriceComponent class".</remarks>
public sealed record PriceComponent
{
    /// <summary>What is counted.</summary>
    public required TariffDimensionType Type { get; init; }

    /// <summary>Price per unit, in the tariff's currency; with or without taxes as the tariff says.</summary>
    public required decimal Price { get; init; }

    /// <summary>VAT in percent.</summary>
    public decimal? Vat { get; init; }

    /// <summary>The smallest amount billed: watt-hours for energy, seconds for time; without meaning for flat fees.</summary>
    public required int StepSize { get; init; }

    /// <summary>Members this version does not know, kept and written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
