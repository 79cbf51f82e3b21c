using System.Globalization;
using System.Text.Json;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Degrees are text with six decimals in 2.1.1, with five to seven from 2.2 on (X-TYP-7, X-TYP-8).</summary>
internal static class Coordinates
{
    /// <summary>The degrees as the target writes them; null when they are written so already, or are no number.</summary>
    /// <param name="degrees">The value.</param>
    /// <param name="fewest">The fewest decimals of the target.</param>
    /// <param name="most">The most decimals of the target.</param>
    /// <param name="rounded">Whether decimals had to go.</param>
    public static Node? Other(Node degrees, int fewest, int most, out bool rounded)
    {
        rounded = false;
        if (degrees.Kind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            return null;
        }

        var quoted = degrees.Kind == JsonValueKind.String;
        var text = quoted ? degrees.Raw[1..^1] : degrees.Raw;
        var point = text.IndexOf((byte)'.');
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        if (quoted && decimals >= fewest && decimals <= most)
        {
            return null;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        rounded = decimals > most && decimal.Round(number, most) != number;
        var wanted = Math.Clamp(decimals, fewest, most);
        return Node.Text(decimal.Round(number, wanted, MidpointRounding.ToEven).ToString("F" + wanted.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }
}
