using System.Globalization;

namespace Busbar.Ocpi.Wire.Common;

/// <summary>Escaped characters beyond 16 bits stand in JSON as two halves (\ud83d\ude97). Half of one is well-formed JSON and yet no text.</summary>
public static class Surrogates
{
    /// <summary>Whether every escaped half in a piece of well-formed JSON has its other half.</summary>
    public static bool AreWhole(ReadOnlySpan<byte> json)
    {
        for (var next = json.IndexOf((byte)'\\'); next >= 0; next = json.IndexOf((byte)'\\'))
        {
            json = json[next..];
            var first = Unit(json);
            if (char.IsLowSurrogate(first) || (char.IsHighSurrogate(first) && !(json.Length >= 12 && char.IsLowSurrogate(Unit(json[6..])))))
            {
                return false;
            }

            json = json[(char.IsHighSurrogate(first) ? 12 : 2)..];
        }

        return true;
    }

    /// <summary>The escaped UTF-16 unit at the beginning (\uXXXX); 0 for anything else.</summary>
    private static char Unit(ReadOnlySpan<byte> escape) =>
        escape.Length >= 6 && escape[0] == '\\' && escape[1] == 'u'
            && ushort.TryParse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : '\0';
}
