using System.Globalization;
using System.Text;

namespace Busbar.Ocpi.Wire.Common;

/// <summary>Reads the DateTime of OCPI, in every form that partners are known to send, and writes the one form that OCPI wants.</summary>
/// <remarks>OCPI chapter "Types / DateTime". All times are UTC.</remarks>
public static class OcpiDateTime
{
    /// <summary>Reads a DateTime from the text of a JSON string.</summary>
    /// <param name="text">The text, UTF-8, without quotation marks and without JSON escapes.</param>
    /// <param name="value">The moment, in UTC, at a precision of 100 ns.</param>
    /// <param name="form">What deviates from the regular form.</param>
    /// <returns>False when the text is no date and time at all.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset value, out OcpiDateTimeForm form)
    {
        value = default;
        form = text.Length > 25 ? OcpiDateTimeForm.TooLong : OcpiDateTimeForm.Regular;
        if (text.Length < 10
            || !Digits(text, 0, 4, out var year) || text[4] != '-' || !Digits(text, 5, 2, out var month) || text[7] != '-' || !Digits(text, 8, 2, out var day)
            || year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        if (text.Length == 10)
        {
            form |= OcpiDateTimeForm.DateOnly;
            value = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero);
            return true;
        }

        if (text.Length < 19 || !Digits(text, 11, 2, out var hour) || text[13] != ':' || !Digits(text, 14, 2, out var minute) || text[16] != ':'
            || !Digits(text, 17, 2, out var second) || hour > 23 || minute > 59)
        {
            return false;
        }

        if (text[10] is (byte)'t' or (byte)' ')
        {
            form |= OcpiDateTimeForm.Spelling;
        }
        else if (text[10] != 'T')
        {
            return false;
        }

        if (second > 59)
        {
            form |= OcpiDateTimeForm.Seconds;
            second = 59;
        }

        if (!Fraction(text, ref form, out var ticks, out var next) || !Zone(text[next..], ref form, out var offset))
        {
            return false;
        }

        var local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks + ticks - offset.Ticks;
        if (local < DateTime.MinValue.Ticks || local > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        value = new DateTimeOffset(local, TimeSpan.Zero);
        return true;
    }

    /// <summary>Reads a DateTime from text, for example of a query parameter.</summary>
    public static bool TryParse(string? text, out DateTimeOffset value)
    {
        value = default;
        if (text is null || text.Length > 64)
        {
            return false;
        }

        Span<byte> utf8 = stackalloc byte[64];
        return Encoding.UTF8.TryGetBytes(text, utf8, out var length) && TryParse(utf8[..length], out value, out _);
    }

    /// <summary>Writes the form yyyy-MM-ddTHH:mm:ssZ, with three digits of a second when there is a fraction.</summary>
    public static string Format(DateTimeOffset value)
    {
        Span<byte> utf8 = stackalloc byte[LongestFormat];
        return Encoding.ASCII.GetString(utf8[..Format(value, utf8)]);
    }

    /// <summary>The number of bytes that the written form has at most.</summary>
    internal const int LongestFormat = 24;

    /// <summary>Writes the same form in UTF-8; returns its length.</summary>
    internal static int Format(DateTimeOffset value, Span<byte> utf8)
    {
        var utc = value.UtcDateTime;
        _ = utc.TryFormat(utf8, out var length, "s", CultureInfo.InvariantCulture);
        if (utc.Millisecond is > 0 and var milliseconds)
        {
            utf8[length] = (byte)'.';
            _ = milliseconds.TryFormat(utf8[(length + 1)..], out _, "D3", CultureInfo.InvariantCulture);
            length += 4;
        }

        utf8[length] = (byte)'Z';
        return length + 1;
    }

    private static bool Fraction(ReadOnlySpan<byte> text, ref OcpiDateTimeForm form, out long ticks, out int next)
    {
        ticks = 0;
        next = 19;
        if (next == text.Length || text[next] is not ((byte)'.' or (byte)','))
        {
            return true;
        }

        if (text[next] == ',')
        {
            form |= OcpiDateTimeForm.Spelling;
        }

        var weight = TimeSpan.TicksPerSecond / 10;
        var first = ++next;
        for (; next < text.Length && char.IsAsciiDigit((char)text[next]); next++)
        {
            ticks += (text[next] - '0') * weight;
            weight /= 10;
        }

        return next > first;
    }

    private static bool Zone(ReadOnlySpan<byte> zone, ref OcpiDateTimeForm form, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (zone.IsEmpty)
        {
            form |= OcpiDateTimeForm.NoZone;
            return true;
        }

        if (zone.Length == 1)
        {
            form |= zone[0] == 'z' ? OcpiDateTimeForm.Spelling : OcpiDateTimeForm.Regular;
            return zone[0] is (byte)'Z' or (byte)'z';
        }

        // +01:00, and +0100 or +01 as ISO 8601 also writes them.
        form |= OcpiDateTimeForm.Offset;
        var minutes = 0;
        if (zone[0] is not ((byte)'+' or (byte)'-') || zone.Length < 3 || !Digits(zone, 1, 2, out var hours))
        {
            return false;
        }

        var wellFormed = zone.Length switch
        {
            3 => true,
            5 => Digits(zone, 3, 2, out minutes),
            6 => zone[3] == ':' && Digits(zone, 4, 2, out minutes),
            _ => false,
        };
        offset = new TimeSpan(hours, minutes, 0) * (zone[0] == '-' ? -1 : 1);
        return wellFormed && hours < 24 && minutes < 60;
    }

    private static bool Digits(ReadOnlySpan<byte> text, int start, int count, out int value)
    {
        value = 0;
        for (var i = start; i < start + count; i++)
        {
            if (!char.IsAsciiDigit((char)text[i]))
            {
                return false;
            }

            value = (value * 10) + (text[i] - '0');
        }

        return true;
    }
}
