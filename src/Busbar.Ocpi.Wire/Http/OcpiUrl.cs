using System.Text;

namespace Busbar.Ocpi.Wire.Http;

/// <summary>Joins and splits OCPI URLs. Ids may hold any character, so segments are encoded before joining and split before decoding (AMB-022, AMB-058).</summary>
public static class OcpiUrl
{
    /// <summary>Whether a text can be a segment. An empty one shifts the rest; "." and ".." are resolved away by every HTTP stack, encoded or not.</summary>
    public static bool CanBeSegment(string text) => text is not ("" or "." or "..");

    /// <summary>The endpoint's URL with segments appended, each percent-encoded, joined with exactly one slash. A query of the endpoint is kept at the end.</summary>
    /// <exception cref="ArgumentException">A segment cannot be one: see <see cref="CanBeSegment"/>.</exception>
    public static Uri Join(Uri endpoint, params IEnumerable<string> segments)
    {
        var text = endpoint.AbsoluteUri;
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        text = hash < 0 ? text : text[..hash];
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : text[question..];
        var url = new StringBuilder(question < 0 ? text : text[..question]);
        while (url[^1] == '/')
            url.Length--;

        foreach (var segment in segments)
        {
            if (!CanBeSegment(segment))
                throw new ArgumentException("An id that is empty or made of dots alone cannot stand in a URL.", nameof(segments));
            url.Append('/').Append(Uri.EscapeDataString(segment));
        }

        return new Uri(url.Append(query).ToString());
    }

    /// <summary>The URL with a slash at the end of its path, when it is wanted; otherwise as it is.</summary>
    public static Uri WithSlash(Uri url, bool wanted)
    {
        if (!wanted || url.AbsolutePath.EndsWith('/'))
            return url;

        var text = url.AbsoluteUri;
        var end = text.AsSpan().IndexOfAny('?', '#');
        return new Uri(end < 0 ? text + "/" : text[..end] + "/" + text[end..]);
    }

    /// <summary>The URL with a query parameter added; null values are left out.</summary>
    public static Uri WithQuery(Uri url, string name, string? value)
    {
        if (value is null)
            return url;

        var text = url.AbsoluteUri;
        var separator = text.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return new Uri($"{text}{separator}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");
    }

    /// <summary>
    /// Splits a raw request target into decoded segments. Leading and trailing slashes do not count; a doubled slash inside
    /// shows as an empty segment, and "%2F" inside a segment stays part of it.
    /// </summary>
    /// <param name="rawTarget">The request target as it stands on the request line; a query is ignored.</param>
    /// <returns>Null when a segment is not valid percent-encoded UTF-8, holds a control character, or is "." or "..".</returns>
    public static IReadOnlyList<string>? Split(string rawTarget)
    {
        var path = rawTarget.AsSpan();
        var end = path.IndexOfAny('?', '#');
        path = end < 0 ? path : path[..end];
        if (path.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
        {
            var authority = path[(scheme + 3)..];
            var slash = authority.IndexOf('/');
            path = slash < 0 ? [] : authority[slash..];
        }

        var segments = new List<string>(8);
        path = path.Trim('/');
        if (path.IsEmpty)
            return segments;

        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (Unescape(segment) is not { } decoded || decoded is "." or "..")
                return null;
            segments.Add(decoded);
        }

        return segments;
    }

    private static string? Unescape(ReadOnlySpan<char> segment)
    {
        if (!segment.Contains('%'))
            return segment.ContainsAnyInRange('\0', '\u001f') ? null : segment.ToString();

        var octets = new List<byte>(segment.Length);
        for (var i = 0; i < segment.Length; i++)
        {
            if (segment[i] != '%')
            {
                octets.AddRange(Encoding.UTF8.GetBytes([segment[i]]));
                continue;
            }

            if (i + 2 >= segment.Length || !byte.TryParse(segment.Slice(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var octet))
                return null;
            octets.Add(octet);
            i += 2;
        }

        var bytes = octets.ToArray();
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
            return null;

        var text = Encoding.UTF8.GetString(bytes);
        return text.Any(char.IsControl) ? null : text;
    }
}
