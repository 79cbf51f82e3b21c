using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Wire.Http;

/// <summary>Reads the date-times of queries and envelopes, and names what is unusual about their form (AMB-066, AMB-068).</summary>
internal static class DateTimeText
{
    /// <summary>Reads a date-time; deviation is a short name of what differs from the standard's form, or null.</summary>
    public static bool TryParse(string text, out DateTimeOffset value, out string? deviation)
    {
        text = text.Trim();
        deviation = text.Length == 10 ? "date-only" : null;
        if (text.Length == 10)
            text += "T00:00:00Z";
        else if (text.Length > 19 && text.LastIndexOf(' ') is > 18 and var space)
            text = string.Concat(text.AsSpan(0, space), "+", text.AsSpan(space + 1)); // A plus sign that was decoded to a space.

        if (!OcpiDateTime.TryParse(text, out value))
            return false;

        deviation ??= Deviation(text);
        return true;
    }

    /// <summary>A missing zone is not unusual: the standard allows it and means UTC.</summary>
    private static string? Deviation(string text)
    {
        var rest = text.AsSpan(19);
        var digits = 0;
        while (digits + 1 < rest.Length && rest[0] is '.' or ',' && char.IsAsciiDigit(rest[digits + 1]))
            digits++;
        var zone = digits == 0 ? rest : rest[(digits + 1)..];
        if (digits > 3)
            return "decimals";
        if (zone.Length > 0 && zone[0] is '+' or '-')
            return "offset";
        return text[10] != 'T' || zone is "z" ? "letters" : null;
    }
}
