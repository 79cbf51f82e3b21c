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
    public static BroughtDocument Read(IntakeSource source, ObjectType type, ReadOnlyMemory<byte> utf8, bool patch)
    {
        utf8 = AddOnForms.Raise(type, utf8, out var raised);
        var findings = Check(source, type, utf8, patch);
        if (source.Repairs is not { } settings || findings.All(finding => finding.Rule == RuleName.DateTimeNoZone))
        {
            return new(utf8, findings, raised, []);
        }

        var repaired = ObjectRepair.Repair(type, source.Version, utf8, settings, patch);
        if (!repaired.Changed)
        {
            return new(utf8, findings, raised, []);
        }

        var left = Check(source, type, repaired.Utf8, patch);
        var mended = findings
            .Where(finding => !left.Any(still => still.Path == finding.Path && still.Rule == finding.Rule))
            .Select(finding => finding.Severity == Severity.Error ? finding with { Severity = Severity.Warning } : finding);
        return new(repaired.Utf8, left, [.. raised, .. mended], repaired.Repairs);
    }

    public static IReadOnlyList<Finding> Check(IntakeSource source, ObjectType type, ReadOnlyMemory<byte> utf8, bool patch) =>
        (patch ? ObjectValidator.ValidatePatch(type, source.Version, utf8.Span) : ObjectValidator.Validate(type, source.Version, utf8.Span)).Findings;
}
