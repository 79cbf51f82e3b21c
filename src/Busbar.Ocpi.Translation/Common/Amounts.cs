using System.Globalization;
using System.Text.Json;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Exact numbers of a document (X-NUM-1). A number in quotes, as some partners send it, counts as the number.</summary>
internal static class Amounts
{
    /// <summary>The number, when it fits an exact decimal.</summary>
    public static decimal? Read(Node? node) => node?.Kind switch
    {
        JsonValueKind.Number when decimal.TryParse(node.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        JsonValueKind.String when decimal.TryParse(
            node.Raw[1..^1], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>Makes a member a number with the digits as they stand. False when it is none.</summary>
    public static bool Unquote(Place place, string name)
    {
        var node = place.Node.Find(name);
        if (node is { Kind: JsonValueKind.Number })
        {
            return true;
        }

        if (Read(node) is not { } number)
        {
            return false;
        }

        place.Set(name, Node.Number(number));
        return true;
    }
}
