using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Where the walk stands in the document, and what it found. Costs nothing as long as nothing is found.</summary>
internal ref struct FindingLog
{
    /// <summary>More findings than anybody reads; a document that has them does not fill the memory.</summary>
    private const int Limit = 1000;

    private readonly ReadOnlySpan<byte> _json;
    private readonly Span<Place> _path;
    private int _depth;
    private List<Finding>? _findings;

    public FindingLog(ReadOnlySpan<byte> json, Span<Place> path)
    {
        _json = json;
        _path = path;
    }

    /// <summary>Findings are no graver than this: set to a warning inside objects that must not make a receiver refuse their owner.</summary>
    public Severity Ceiling { get; set; } = Severity.Error;

    /// <summary>Whether nothing was found.</summary>
    public readonly bool IsEmpty => _findings is null;

    /// <summary>Steps into a property; the place is that of its name, without quotation marks.</summary>
    public void EnterProperty(int start, int length) => _path[_depth++] = new Place(start, length);

    /// <summary>Steps into an item of a list.</summary>
    public void EnterItem(int index) => _path[_depth++] = new Place(-1, index);

    public void Leave() => _depth--;

    public void Add(string rule, Severity severity, string message, string? requirement = null) => Append(Pointer(null), rule, severity, message, requirement);

    /// <summary>A finding about a property of the object where the walk stands.</summary>
    public void AddAt(string property, string rule, Severity severity, string message, string? requirement = null) =>
        Append(Pointer(property), rule, severity, message, requirement);

    public readonly ValidationResult ToResult() => _findings is null ? ValidationResult.Clean : new ValidationResult(_findings);

    private void Append(string path, string rule, Severity severity, string message, string? requirement)
    {
        _findings ??= [];
        if (_findings.Count < Limit)
        {
            _findings.Add(new Finding(path, rule, severity > Ceiling ? Ceiling : severity, message, requirement));
        }
        else if (_findings.Count == Limit)
        {
            _findings.Add(new Finding("", RuleName.TooMany, Severity.Error, $"There are more than {Limit} findings; the rest is not listed."));
        }
    }

    private readonly string Pointer(string? property)
    {
        var text = new StringBuilder();
        foreach (var step in _path[.._depth])
        {
            text.Append('/');
            if (step.Start < 0)
            {
                text.Append(step.Length.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(Escape(Name(_json.Slice(step.Start - 1, step.Length + 2))));
            }
        }

        return property is null ? text.ToString() : text.Append('/').Append(property).ToString();
    }

    private static string Name(ReadOnlySpan<byte> quoted)
    {
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // A name with a lone surrogate has no text; it is shown as it stands in the document.
            return Encoding.UTF8.GetString(quoted[1..^1]);
        }
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
