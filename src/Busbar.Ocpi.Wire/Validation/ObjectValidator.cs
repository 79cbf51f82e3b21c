using System.Text.Json;
using System.Text.Unicode;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>
/// Checks a document against the contract of its version and the rules that the standard states about one object, and returns every finding.
/// </summary>
/// <remarks>
/// An error makes the object unusable: it is refused (OCPI 2001). A warning is a deviation whose meaning is clear: accepted and recorded.
/// Messages name the property and the rule, never a value that could be personal.
/// </remarks>
public static class ObjectValidator
{
    /// <summary>The greatest depth of nesting that is read. The deepest object of the standard has nine levels.</summary>
    internal const int MaxDepth = 64;

    /// <summary>Checks a whole object, as it stands in a PUT, a POST or the answer to a GET.</summary>
    /// <param name="type">The type of the object.</param>
    /// <param name="version">The version it is written in.</param>
    /// <param name="utf8">The object's JSON.</param>
    public static ValidationResult Validate(ObjectType type, OcpiVersion version, ReadOnlySpan<byte> utf8) =>
        Run(type, version, utf8, ValidationMode.Whole, outlined: false, out _);

    /// <summary>Checks a whole object, and tells where its properties stand.</summary>
    /// <param name="type">The type of the object.</param>
    /// <param name="version">The version it is written in.</param>
    /// <param name="utf8">The object's JSON.</param>
    /// <param name="outline">Where they stand; null when there are findings.</param>
    public static ValidationResult Validate(ObjectType type, OcpiVersion version, ReadOnlySpan<byte> utf8, out DocumentOutline? outline) =>
        Run(type, version, utf8, ValidationMode.Whole, outlined: true, out outline);

    /// <summary>
    /// Checks the body of a PATCH: nothing is required but last_updated (from 2.2 on), and no required property is cleared with null.
    /// </summary>
    /// <param name="type">The type of the object that the PATCH changes.</param>
    /// <param name="version">The version it is written in.</param>
    /// <param name="utf8">The body.</param>
    public static ValidationResult ValidatePatch(ObjectType type, OcpiVersion version, ReadOnlySpan<byte> utf8) =>
        Run(type, version, utf8, ValidationMode.Patch, outlined: false, out _);

    private static ValidationResult Run(ObjectType type, OcpiVersion version, ReadOnlySpan<byte> utf8, ValidationMode mode, bool outlined, out DocumentOutline? outline)
    {
        outline = null;
        var contract = Contract.For(version).Find(type);
        if (contract is null)
        {
            return Single(RuleName.UnknownObject, $"OCPI {version.Number()} has no object {type}.");
        }

        if (!Utf8.IsValid(utf8))
        {
            return Single(RuleName.Encoding, "The document is not valid UTF-8.");
        }

        Span<Place> path = stackalloc Place[(MaxDepth * 2) + 2];
        var walk = new DocumentWalk(version, contract, utf8, path);
        try
        {
            var result = walk.Run(mode, outlined);
            outline = walk.Outline();
            return result;
        }
        catch (JsonException exception)
        {
            return Single(RuleName.Malformed, Describe(exception));
        }
    }

    /// <summary>Says where the JSON breaks, without repeating any of it.</summary>
    private static string Describe(JsonException exception) =>
        $"The document is not well-formed JSON (or is nested deeper than {MaxDepth} levels): line {(exception.LineNumber ?? 0) + 1}, byte {(exception.BytePositionInLine ?? 0) + 1} of that line.";

    private static ValidationResult Single(string rule, string message) => new([new Finding("", rule, Severity.Error, message)]);
}
