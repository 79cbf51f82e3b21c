using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Model.Tariffs;

/// <summary>Prices that apply together under the same restrictions.</summary>
/// <remarks>OCPI chapter "Tariffs module / TariffElement class".</remarks>
public sealed record TariffElement
{
    /// <summary>The prices; at least one.</summary>
    [AllowNull]
    public IReadOnlyList<PriceComponent> PriceComponents { get; init => field = value ?? []; } = [];

    /// <summary>When they apply; always, when absent.</summary>
    public TariffRestrictions? Restrictions { get; init; }

    /// <summary>Members this version does not know, kept and written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
