namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Reads a time of day. Beside HH:MM, what partners send with a clear meaning is taken: 24:00, one digit for the hour, seconds.</summary>
internal static class TimeOfDay
{
    /// <summary>Whether the text is a time of day, and whether it has the regular form.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out bool regular) => TryParse(text, out _, out regular);

    /// <summary>Reads the minutes since midnight.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out int minutes, out bool regular)
    {
        minutes = 0;
        regular = text.Length == 5;
        var colon = text.IndexOf((byte)':');
        if (colon is < 1 or > 2 || text.Length < colon + 3 || !Number(text[..colon], out var hour) || !Number(text.Slice(colon + 1, 2), out var minute)
            || minute > 59 || hour > 24 || (hour == 24 && minute != 0))
        {
            return false;
        }

        var rest = text[(colon + 3)..];
        if (!rest.IsEmpty && !(rest.Length == 3 && rest[0] == ':' && Number(rest[1..], out var second) && second < 60))
        {
            return false;
        }

        regular = regular && hour < 24;
        minutes = (hour * 60) + minute;
        return true;
    }

    private static bool Number(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
