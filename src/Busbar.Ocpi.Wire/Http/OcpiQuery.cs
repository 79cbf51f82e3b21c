namespace Busbar.Ocpi.Wire.Http;

/// <summary>The query of a request, decoded and in order. Names are compared exactly; the first of several equal names counts.</summary>
/// <remarks>A literal '+' stays a plus sign: date-times with an offset often arrive unencoded.</remarks>
public sealed class OcpiQuery
{
    /// <summary>No parameters.</summary>
    public static OcpiQuery Empty { get; } = new([]);

    private OcpiQuery(IReadOnlyList<KeyValuePair<string, string>> parameters) => Parameters = parameters;

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

        return new OcpiQuery(parameters);
    }
}
