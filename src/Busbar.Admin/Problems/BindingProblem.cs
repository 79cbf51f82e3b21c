using System.Text.Json;
using System.Text.RegularExpressions;
using Busbar.Admin.Contracts;
using Microsoft.AspNetCore.Http;

namespace Busbar.Admin.Problems;

/// <summary>Says in the API's own words why ASP.NET Core could not read a request.</summary>
internal static partial class BindingProblem
{
    public static Problem From(BadHttpRequestException exception, Endpoint? endpoint)
    {
        if (exception.InnerException is JsonException json)
        {
            return ProblemException.Invalid(FromJson(json)).Problem;
        }

        if (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new Problem { Type = ProblemTypes.Invalid, Title = "The body is too large.", Status = exception.StatusCode };
        }

        var parameter = ParameterName().Match(exception.Message);
        if (parameter.Success)
        {
            var name = QueryName.Of(endpoint, parameter.Groups["name"].Value);
            return ProblemException.Invalid(new FieldError
            {
                Field = name,
                Rule = "type",
                Message = $"{name} cannot be read as {Readable(parameter.Groups["type"].Value)}.",
            }).Problem;
        }

        return ProblemException.Invalid(new FieldError
        {
            Field = "",
            Rule = "body",
            Message = exception.StatusCode == StatusCodes.Status415UnsupportedMediaType
                ? "The body must be sent as application/json."
                : "A JSON body is needed.",
        }).Problem with { Status = exception.StatusCode };
    }

    private static FieldError FromJson(JsonException exception)
    {
        var pointer = Pointer(exception.Path);
        var unknown = UnmappedProperty().Match(exception.Message);
        if (unknown.Success)
        {
            var name = unknown.Groups["name"].Value;
            var field = pointer.EndsWith('/' + name, StringComparison.Ordinal) ? pointer : $"{pointer}/{name}";
            return new FieldError { Field = field, Rule = "unknown", Message = $"{field} is not a field of this request." };
        }

        if (exception.Message.StartsWith("Duplicate property", StringComparison.Ordinal))
        {
            return new FieldError { Field = pointer, Rule = "duplicate", Message = $"{(pointer.Length == 0 ? "A field" : pointer)} is given twice." };
        }

        // System.Text.Json numbers a position only when the text itself is broken.
        if (exception.InnerException is null or { InnerException: null } && exception.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
        {
            return new FieldError { Field = pointer, Rule = "type", Message = $"{(pointer.Length == 0 ? "The body" : pointer)} has the wrong JSON type." };
        }

        return new FieldError
        {
            Field = pointer,
            Rule = "json",
            Message = $"The body is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.",
        };
    }

    // "$.parties[0].role" -> "/parties/0/role"
    private static string Pointer(string? path) => path is null or "$"
        ? ""
        : path.TrimStart('$').Replace("['", "/", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal)
            .Replace('[', '/').Replace("]", "", StringComparison.Ordinal).Replace('.', '/');

    private static string Readable(string type) => type.TrimEnd('?') switch
    {
        "int" or "long" or "Nullable<int>" or "Nullable<long>" => "a whole number",
        "bool" or "Nullable<bool>" => "true or false",
        "Guid" or "Nullable<Guid>" => "an id (a UUID)",
        "DateTimeOffset" or "Nullable<DateTimeOffset>" => "a date and time (2026-01-31T12:00:00Z)",
        _ => "the expected value",
    };

    [GeneratedRegex("parameter \"(?<type>[^ \"]+) (?<name>[^\"]+)\"")]
    private static partial Regex ParameterName();

    [GeneratedRegex("JSON property '(?<name>[^']*)' could not be mapped")]
    private static partial Regex UnmappedProperty();
}
