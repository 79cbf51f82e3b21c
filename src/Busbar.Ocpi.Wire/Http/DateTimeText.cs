using System.Globalization;

namespace Busbar.Ocpi.Wire.Http;

/// <summary>Date-times in headers, queries and envelopes: written with Z, read in every form that has one meaning (AMB-068).</summary>
internal static class DateTimeText
{
    public static string Format(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a date-time; deviation is a short name of what differs from the standard's form, or null.</summary>
    public static bool TryParse(string text, out DateTimeOffset value, out string? deviation)
    {
        deviation = null;
        value = default;
        text = text.Trim();
        if (text.Length < 10)
            return false;
        if (text.Length == 10)
            deviation = "date-only";
        else if (text[10] is not 'T')
            deviation = "separator";

        // "2020-01-01T00:00:00 02:00" is an offset whose plus sign was decoded to a space.
        var body = text.Length > 11 && text.LastIndexOf(' ') is > 11 and var space
            ? string.Concat(text.AsSpan(0, space), "+", text.AsSpan(space + 1))
            : text;
        if (body[^1] is 'z')
            deviation = "separator";
        var seconds = body.AsSpan(11 > body.Length ? body.Length : 11);
        var zone = seconds.IndexOfAny('+', '-', 'Z') is var z and >= 0 ? z : seconds.IndexOf('z');
        var clock = zone < 0 ? seconds : seconds[..zone];
        if (body.Length > 10 && zone >= 0 && seconds[zone] is '+' or '-')
            deviation = "offset";
        if (clock.IndexOf('.') is >= 0 and var dot)
        {
            if (clock.Length - dot - 1 > 3)
                deviation = "decimals";
            if (clock.Length - dot - 1 > 7) // .NET reads at most seven decimals; the rest is cut.
                body = string.Concat(body.AsSpan(0, 11 + dot + 8), body.AsSpan(11 + clock.Length));
        }

        return DateTimeOffset.TryParse(
            body, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value);
    }
}
