using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Documents;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Commands;

/// <summary>What validation had to say about one file.</summary>
internal sealed record FileReport(string File, int Objects, IReadOnlyList<Finding> Findings)
{
    public int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity);

    public static FileReport Of(string file, byte[] utf8, string module, OcpiVersion version, bool patch)
    {
        IReadOnlyList<DocumentPart> parts;
        try
        {
            parts = DocumentParts.Split(utf8);
        }
        catch (JsonException exception)
        {
            var message = $"The file is not well-formed JSON: line {(exception.LineNumber ?? 0) + 1}, byte {(exception.BytePositionInLine ?? 0) + 1} of that line.";
            return new FileReport(file, 0, [new Finding("", RuleName.Malformed, Severity.Error, message)]);
        }

        var findings = parts.SelectMany(part => Check(part, module, version, patch)
            .Select(finding => finding with { Path = part.Pointer + finding.Path }));
        return new FileReport(file, parts.Count, [.. findings]);
    }

    private static IReadOnlyList<Finding> Check(DocumentPart part, string module, OcpiVersion version, bool patch)
    {
        var type = DocumentTypes.Resolve(module, version, part.Utf8.Span)
            ?? throw new InvalidOperationException($"The module {module} has been checked before.");
        return (patch ? ObjectValidator.ValidatePatch(type, version, part.Utf8.Span) : ObjectValidator.Validate(type, version, part.Utf8.Span)).Findings;
    }
}
