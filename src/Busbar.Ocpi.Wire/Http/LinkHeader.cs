namespace Busbar.Ocpi.Wire.Http;

/// <summary>Reads and writes the Link header of a page (RFC 8288).</summary>
/// <remarks>OCPI chapter "Transport and format / Pagination".</remarks>
public static class LinkHeader
{
    /// <summary>The value that points to the next page.</summary>
    public static string FormatNext(string url) => $"<{url}>; rel=\"next\"";

    /// <summary>The target of the link with relation "next", as it stands there; null when there is none.</summary>
    /// <param name="values">The header's values; each may hold several links.</param>
    public static string? FindNext(IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            var rest = value.AsSpan();
            while (Target(ref rest) is { } target)
            {
                if (IsNext(Parameters(ref rest)))
                    return target;
            }
        }

        return null;
    }

    private static string? Target(ref ReadOnlySpan<char> rest)
    {
        var open = rest.IndexOf('<');
        var close = open < 0 ? -1 : rest[open..].IndexOf('>');
        if (close < 0)
            return null;

        var target = rest.Slice(open + 1, close - 1).Trim().ToString();
        rest = rest[(open + close + 1)..];
        return target;
    }

    /// <summary>The parameters of one link: up to the comma that starts the next, ignoring commas in quotes.</summary>
    private static ReadOnlySpan<char> Parameters(ref ReadOnlySpan<char> rest)
    {
        var quoted = false;
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '"')
                quoted = !quoted;
            if (rest[i] != ',' || quoted)
                continue;

            var parameters = rest[..i];
            rest = rest[(i + 1)..];
            return parameters;
        }

        var all = rest;
        rest = [];
        return all;
    }

    private static bool IsNext(ReadOnlySpan<char> parameters)
    {
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim();
            var equals = parameter.IndexOf('=');
            if (equals < 0 || !parameter[..equals].Trim().Equals("rel", StringComparison.OrdinalIgnoreCase))
                continue;

            var value = parameter[(equals + 1)..].Trim().Trim('"').ToString();
            return value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains("next", StringComparer.OrdinalIgnoreCase);
        }

        return false;
    }
}
