using Busbar.Admin.Contracts;
using Busbar.Admin.Problems;

namespace Busbar.Admin.Validation;

/// <summary>Collects everything that is wrong with a request, so that it is told at once.</summary>
internal sealed class FieldErrors
{
    private readonly List<FieldError> _errors = [];

    public void Add(string field, string rule, string message) =>
        _errors.Add(new FieldError { Field = field, Rule = rule, Message = $"{field} {message}" });

    /// <summary>Whether the text is there; says so when it is not.</summary>
    public bool Require(string field, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        Add(field, "required", "is required.");
        return false;
    }

    public void Length(string field, string? text, int most)
    {
        if (text?.Length > most)
        {
            Add(field, "length", $"has {text.Length} characters; at most {most} are allowed.");
        }
    }

    public void Range(string field, int? value, int least, int most)
    {
        if (value < least || value > most)
        {
            Add(field, "range", $"must be from {least} to {most}.");
        }
    }

    /// <exception cref="ProblemException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw ProblemException.Invalid(_errors);
        }
    }
}
