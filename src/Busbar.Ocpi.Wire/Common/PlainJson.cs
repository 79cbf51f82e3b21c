using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Busbar.Ocpi.Wire.Common;

/// <summary>
/// Tells of plain JSON, nearly all that is sent, that it is well-formed, in a fraction of the time that a reader needs. Of what is broken, and of what is rare (characters
/// written as numbers, exponents), it only says that it does not know: then a reader decides.
/// </summary>
public static class PlainJson
{
    private const int DeepestKnown = 64;

    /// <summary>Whether a text is well-formed JSON for certain, an object, nested no deeper than allowed, and free of \u escapes.</summary>
    /// <param name="utf8">The text, which is valid UTF-8.</param>
    /// <param name="maxDepth">How deep objects and lists may be nested.</param>
    public static bool IsObject(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        var at = Next(utf8, 0);
        if (At(utf8, at) != '{')
        {
            return false;
        }

        // One bit for each object or list that is open, the innermost in the lowest: whether it is a list.
        var lists = 0UL;
        var depth = 0;
        while (true)
        {
            // Here stands a value.
            var first = At(utf8, at);
            if (first == '"')
            {
                at = AfterText(utf8, at);
            }
            else if (first is (byte)'{' or (byte)'[')
            {
                if (++depth > Math.Min(maxDepth, DeepestKnown))
                {
                    return false;
                }

                lists = (lists << 1) | (first == '[' ? 1UL : 0);
                at = Next(utf8, at + 1);
                if (At(utf8, at) != first + 2)
                {
                    at = first == '[' ? at : AfterName(utf8, at);
                    continue;
                }
            }
            else
            {
                at = AfterLiteral(utf8, at);
            }

            // What follows it: the next one, or the end of what it stands in, as often as that ends, too.
            at = Next(utf8, at);
            while (At(utf8, at) == ((lists & 1) == 0 ? '}' : ']'))
            {
                lists >>= 1;
                at = Next(utf8, at + 1);
                if (--depth == 0)
                {
                    return at == utf8.Length;
                }
            }

            if (At(utf8, at) != ',')
            {
                return false;
            }

            at = Next(utf8, at + 1);
            at = (lists & 1) == 0 ? AfterName(utf8, at) : at;
        }
    }

    /// <summary>The byte at a place; 0 beyond the end, where nothing is found that was looked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte At(ReadOnlySpan<byte> json, int at) => (uint)at < (uint)json.Length ? json[at] : (byte)0;

    /// <summary>The next place that holds no white space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ReadOnlySpan<byte> json, int at)
    {
        while (At(json, at) is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at;
    }

    /// <summary>The place of the value behind a name and its colon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int AfterName(ReadOnlySpan<byte> json, int at)
    {
        if (At(json, at) != '"')
        {
            return json.Length;
        }

        at = Next(json, AfterText(json, at));
        return At(json, at) == ':' ? Next(json, at + 1) : json.Length;
    }

    /// <summary>The place behind a text; the end when it is none that is known here.</summary>
    private static int AfterText(ReadOnlySpan<byte> json, int at)
    {
        for (at++; at < json.Length;)
        {
            if (json.Length - at >= Vector128<byte>.Count)
            {
                var bytes = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(json), (nuint)at);
                var special = (Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                    | Vector128.LessThan(bytes, Vector128.Create((byte)' '))).ExtractMostSignificantBits();
                if (special == 0)
                {
                    at += Vector128<byte>.Count;
                    continue;
                }

                at += BitOperations.TrailingZeroCount(special);
            }

            switch (json[at])
            {
                case (byte)'"':
                    return at + 1;
                case (byte)'\\' when "\"\\/bfnrt"u8.Contains(At(json, at + 1)):
                    at += 2;
                    break;
                case (byte)'\\' or < (byte)' ':
                    return json.Length;
                default:
                    at++;
                    break;
            }
        }

        return json.Length;
    }

    /// <summary>The place behind a number, true, false or null; the end when it is none of them. What must not follow it is found by what does.</summary>
    private static int AfterLiteral(ReadOnlySpan<byte> json, int at)
    {
        var rest = at < json.Length ? json[at..] : [];
        if (rest.StartsWith("true"u8) || rest.StartsWith("null"u8))
        {
            return at + 4;
        }

        if (rest.StartsWith("false"u8))
        {
            return at + 5;
        }

        at += At(json, at) == '-' ? 1 : 0;
        var end = AfterDigits(json, at);
        if (end == at || (json[at] == '0' && end > at + 1))
        {
            return json.Length;
        }

        if (At(json, end) != '.')
        {
            return end;
        }

        at = end + 1;
        end = AfterDigits(json, at);
        return end > at ? end : json.Length;
    }

    private static int AfterDigits(ReadOnlySpan<byte> json, int at)
    {
        while (char.IsAsciiDigit((char)At(json, at)))
        {
            at++;
        }

        return at;
    }
}
