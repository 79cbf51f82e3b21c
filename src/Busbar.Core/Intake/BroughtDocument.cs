using Busbar.Core.Objects;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Repairs;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>A document as it came and, where its partner's profile allows it, mended.</summary>
/// <param name="Utf8">The document to go on with.</param>
/// <param name="Findings">What is to be said about it.</param>
/// <param name="Mended">What was to be said about it and holds no more.</param>
/// <param name="Repairs">What was mended.</param>
internal sealed record BroughtDocument(
    ReadOnlyMemory<byte> Utf8, IReadOnlyList<Finding> Findings, IReadOnlyList<Finding> Mended, IReadOnlyList<AppliedRepair> Repairs)
{
    /// <summary>Where its properties stand; null when there was something to say, or when it was only a change.</summary>
    private DocumentOutline? Outline { get; init; }

    public static BroughtDocument Read(IntakeSource source, ObjectType type, ReadOnlyMemory<byte> utf8, bool patch)
    {
        utf8 = AddOnForms.Raise(type, utf8, out var raised);
        var findings = Check(source, type, utf8, patch, out var outline);
        if (source.Repairs is not { } settings || findings.All(finding => finding.Rule == RuleName.DateTimeNoZone))
        {
            return new(utf8, findings, raised, []) { Outline = outline };
        }

        var repaired = ObjectRepair.Repair(type, source.Version, utf8, settings, patch);
        if (!repaired.Changed)
        {
            return new(utf8, findings, raised, []);
        }

        var left = Check(source, type, repaired.Utf8, patch, out _);
        var mended = findings
            .Where(finding => !left.Any(still => still.Path == finding.Path && still.Rule == finding.Rule))
            .Select(finding => finding.Severity == Severity.Error ? finding with { Severity = Severity.Warning } : finding);
        return new(repaired.Utf8, left, [.. raised, .. mended], repaired.Repairs);
    }

    /// <summary>Reads what the gateway wants to know of it.</summary>
    /// <param name="idField">The field that holds its id.</param>
    /// <exception cref="System.Text.Json.JsonException">The text is no JSON object.</exception>
    public ObjectScan Scan(string idField) => Outline is { } outline ? ObjectScan.Read(Utf8.Span, idField, outline) : ObjectScan.Read(Utf8.Span, idField);

    public static IReadOnlyList<Finding> Check(IntakeSource source, ObjectType type, ReadOnlyMemory<byte> utf8, bool patch, out DocumentOutline? outline)
    {
        outline = null;
        return (patch ? ObjectValidator.ValidatePatch(type, source.Version, utf8.Span) : ObjectValidator.Validate(type, source.Version, utf8.Span, out outline)).Findings;
    }
}
