using System.Text;

namespace Busbar.Core.Erasure;

/// <summary>Looks for letters and digits in bytes, ignoring case.</summary>
internal static class AsciiSearch
{
    /// <param name="utf8">Where to look.</param>
    /// <param name="mark">What for, in lower case; nothing stands everywhere.</param>
    public static bool Contains(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> mark)
    {
        if (mark.IsEmpty)
        {
            return true;
        }

        var (lower, upper) = (mark[0], (byte)char.ToUpperInvariant((char)mark[0]));
        while (utf8.Length >= mark.Length)
        {
            var at = utf8[..(utf8.Length - mark.Length + 1)].IndexOfAny(lower, upper);
            if (at < 0)
            {
                return false;
            }

            if (Ascii.EqualsIgnoreCase(utf8.Slice(at, mark.Length), mark))
            {
                return true;
            }

            utf8 = utf8[(at + 1)..];
        }

        return false;
    }
}
