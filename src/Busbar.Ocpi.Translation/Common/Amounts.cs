using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Exact numbers of a document (X-NUM-1). A number in quotes, as some partners send it, counts as the number.</summary>
internal static class Amounts
{
    /// <summary>The number, when it fits an exact decimal.</summary>
    public static decimal? Read(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Number when node.AsValue().TryGetValue<decimal>(out var number) => number,
        JsonValueKind.String when decimal.TryParse(
            node.GetValue<string>(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>A copy for another member with the digits as they stand; null when it is no number.</summary>
    public static JsonNode? Copy(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Number => node.DeepClone(),
        _ => Read(node) is { } number ? JsonValue.Create(number) : null,
    };
}
