using System.Text.Json;
using System.Text.RegularExpressions;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Commands;

/// <summary>Says in the words of the standard why a document cannot be read: its reader speaks of its own types.</summary>
internal static partial class ReadingFault
{
    public static string Describe(JsonException exception, ObjectType type)
    {
        var message = exception.Message.Split('\n')[0].TrimEnd();
        if (Missing().Match(message) is { Success: true } missing)
        {
            var owner = missing.Groups["type"].Value;
            var name = owner.Equals(type.Name, StringComparison.OrdinalIgnoreCase) ? $"the {type.Name}" : $"a {owner} in it";
            return $"{name} has no {missing.Groups["names"].Value.Replace("'", "", StringComparison.Ordinal).TrimEnd('.')}.";
        }

        return Converted().IsMatch(message) ? $"{Pointer(exception.Path)} holds another type of value than the standard has there." : message;
    }

    private static string Pointer(string? path) => path is null or "$" ? "the document" : path[1..].Replace("['", ".", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal)
        .Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace('.', '/');

    [GeneratedRegex(@"type '(?:[\w.]+\.)?(?<type>\w+)' was missing required properties including: (?<names>.+)$")]
    private static partial Regex Missing();

    [GeneratedRegex("^(The JSON value could not be converted to |Expected a number that fits |The number is not a whole number)")]
    private static partial Regex Converted();
}
