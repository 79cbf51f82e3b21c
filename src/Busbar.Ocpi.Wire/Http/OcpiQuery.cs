namespace Busbar.Ocpi.Wire.Http;

/// <summary>The query of a request, decoded and in order. Names are compared exactly; the first of several equal names counts.</summary>
/// <remarks>A literal '+' stays a plus sign: date-times with an offset often arrive unencoded.</remarks>
public sealed class OcpiQuery
{
    /// <summary>No parameters.</summary>
    public static OcpiQuery Empty { get; } = new([], "");

    private readonly string _text;

    private OcpiQuery(IReadOnlyList<KeyValuePair<string, string>> parameters, string text) => (Parameters, _text) = (parameters, text);

    /// <summary>The query as it came, without its question mark.</summary>
    public string Text => _text;

    /// <summary>All parameters.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; }

    /// <summary>A parameter's value, or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var parameter in Parameters)
            {
                if (parameter.Key == name)
                    return parameter.Value;
            }

            return null;
        }
    }

    /// <summary>
    /// A parameter that is a URL. Some senders do not encode it: then what follows it belongs to it, up to one of the parameters named here (AMB-098).
    /// </summary>
    /// <param name="name">The parameter.</param>
    /// <param name="others">The parameters that may stand beside it.</param>
    public string? Url(string name, params ReadOnlySpan<string> others)
    {
        var start = _text.StartsWith(name + "=", StringComparison.Ordinal) ? 0 : _text.IndexOf($"&{name}=", StringComparison.Ordinal) + 1;
        var rest = start > 0 || _text.StartsWith(name + "=", StringComparison.Ordinal) ? _text[(start + name.Length + 1)..] : "";
        if (!rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return this[name];

        foreach (var other in others)
        {
            if (rest.IndexOf($"&{other}=", StringComparison.Ordinal) is >= 0 and var end)
                rest = rest[..end];
        }

        // Without a query of its own nothing was swallowed, and the usual decoding holds.
        return rest.ContainsAny('?', '&') ? rest : this[name];
    }

    /// <summary>Reads a query with or without its question mark.</summary>
    public static OcpiQuery Parse(string? query)
    {
        var text = query.AsSpan().TrimStart('?');
        if (text.IsEmpty)
            return Empty;

        var parameters = new List<KeyValuePair<string, string>>();
        foreach (var range in text.Split('&'))
        {
            var pair = text[range];
            if (pair.IsEmpty)
                continue;
            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? [] : pair[(equals + 1)..];
            parameters.Add(new(Uri.UnescapeDataString(name), Uri.UnescapeDataString(value)));
        }

        return new OcpiQuery(parameters, text.ToString());
    }
}
