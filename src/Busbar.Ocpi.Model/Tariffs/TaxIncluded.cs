using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tariffs;

/// <summary>Whether the prices of a tariff contain taxes (2.3.0).</summary>
/// <remarks>OCPI chapter "Tariffs module / TaxIncluded enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<TaxIncluded>))]
public readonly record struct TaxIncluded(string Value) : IOpenEnum<TaxIncluded>
{
    /// <summary>They do.</summary>
    public static TaxIncluded Yes { get; } = new("YES");

    /// <summary>They do not; taxes come on top.</summary>
    public static TaxIncluded No { get; } = new("NO");

    /// <summary>No taxes apply.</summary>
    public static TaxIncluded NotApplicable { get; } = new("N/A");

    /// <inheritdoc/>
    public static TaxIncluded From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
