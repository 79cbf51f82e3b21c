using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Calls;

/// <summary>Puts the errors of a validation into one status message.</summary>
internal static class CallFindings
{
    private const int Most = 5;

    public static string Describe(ValidationResult validation)
    {
        var errors = validation.Findings.Where(finding => finding.Severity == Severity.Error).ToList();
        var text = string.Join(" ", errors.Take(Most).Select(finding => $"{(finding.Path.Length == 0 ? "document" : finding.Path)}: {finding.Message}"));
        return errors.Count > Most ? $"{text} And {errors.Count - Most} more." : text;
    }
}
