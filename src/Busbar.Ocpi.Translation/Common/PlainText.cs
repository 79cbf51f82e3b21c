using System.Collections.Frozen;
using System.Text;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Writes text in printable ASCII, as 2.1.1 defines its strings (X-TXT-3).</summary>
public static class PlainText
{
    private static readonly FrozenDictionary<char, string> Letters = Table().ToFrozenDictionary();

    /// <summary>The text in ASCII; what has no near letter becomes a question mark.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                plain.Append((char)rune.Value);
            }
            else if (rune.IsBmp && Letters.TryGetValue((char)rune.Value, out var near))
            {
                plain.Append(near);
            }
            else if (!(rune.IsBmp && (char)rune.Value is >= '\u0300' and <= '\u036f'))
            {
                plain.Append('?');
            }
        }

        return plain.ToString();
    }

    private static Dictionary<char, string> Table()
    {
        var table = new Dictionary<char, string>
        {
            ['ß'] = "ss", ['æ'] = "ae", ['Æ'] = "AE", ['œ'] = "oe", ['Œ'] = "OE", ['þ'] = "th", ['Þ'] = "TH", ['€'] = "EUR", ['°'] = " deg",
            ['„'] = "\"", ['“'] = "\"", ['”'] = "\"", ['«'] = "\"", ['»'] = "\"", ['‘'] = "'", ['’'] = "'", ['‚'] = "'", ['…'] = "...", ['–'] = "-", ['—'] = "-",
            ['\u00a0'] = " ", ['×'] = "x", ['·'] = "-", ['•'] = "-",
        };
        foreach (var (letter, forms) in (ReadOnlySpan<(char, string)>)[
            ('a', "àáâãäåāăą"), ('c', "çćĉċč"), ('d', "ďđð"), ('e', "èéêëēĕėęě"), ('g', "ĝğġģ"), ('h', "ĥħ"), ('i', "ìíîïĩīĭįı"), ('j', "ĵ"), ('k', "ķ"),
            ('l', "ĺļľŀł"), ('n', "ñńņňŋ"), ('o', "òóôõöøōŏő"), ('r', "ŕŗř"), ('s', "śŝşšș"), ('t', "ţťŧț"), ('u', "ùúûüũūŭůűų"), ('w', "ŵ"), ('y', "ýÿŷ"),
            ('z', "źżž")])
        {
            foreach (var form in forms)
            {
                table[form] = letter.ToString();
                if (char.ToUpperInvariant(form) is var upper && upper != form)
                {
                    table.TryAdd(upper, char.ToUpperInvariant(letter).ToString());
                }
            }
        }

        return table;
    }
}
