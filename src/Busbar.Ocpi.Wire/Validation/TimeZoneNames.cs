using System.Collections.Concurrent;
using System.Text;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Tells whether a text is a name of the IANA time zone database, as far as the machine has one.</summary>
internal static class TimeZoneNames
{
    /// <summary>More names than the database has; a partner that sends ever new ones does not fill the memory.</summary>
    private const int Limit = 1000;

    private static readonly ConcurrentDictionary<string, bool> Seen = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> Lookup = Seen.GetAlternateLookup<ReadOnlySpan<char>>();

    // A machine without a time zone database cannot say that a name is wrong.
    private static readonly bool HasDatabase = TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Amsterdam", out _);

    public static bool IsKnown(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[64];
        if (name.Length > text.Length || name.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            return false;
        }

        text = text[..Encoding.ASCII.GetChars(name, text)];
        if (Lookup.TryGetValue(text, out var known))
        {
            return known;
        }

        known = HasDatabase ? Exists(text.ToString()) : HasForm(name);
        if (Seen.Count < Limit)
        {
            Seen.TryAdd(text.ToString(), known);
        }

        return known;
    }

    private static bool Exists(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId && HasForm(Encoding.ASCII.GetBytes(name));

    private static bool HasForm(ReadOnlySpan<byte> name) => char.IsAsciiLetter((char)name[0]) && !name.Contains((byte)'\\') && !name.Contains((byte)'.');
}
