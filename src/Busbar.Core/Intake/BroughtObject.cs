using Busbar.Core.Objects;

namespace Busbar.Core.Intake;

/// <summary>What an object that a partner lists would be here, were it taken: judged as the intake judges it, and not stored.</summary>
/// <param name="Key">Which object; null when that cannot be told.</param>
/// <param name="Utf8">Its content, mended as it would be.</param>
/// <param name="LastUpdated">Its last_updated.</param>
/// <param name="Fault">Why it could not be taken; null when it could.</param>
public readonly record struct BroughtObject(ObjectKey? Key, ReadOnlyMemory<byte> Utf8, DateTimeOffset? LastUpdated, string? Fault)
{
    public static BroughtObject Read(IntakeSource source, OwnedModule module, ReadOnlyMemory<byte> utf8, DateTimeOffset now)
    {
        var reading = DraftReading.ByContent(source, module, utf8, now);
        if (reading.Draft is not { } draft)
        {
            return new(reading.Refusal!.Key, utf8, null, reading.Refusal.Message ?? "It cannot be read.");
        }

        var fault = draft.Refused ? draft.Findings.FirstOrDefault(finding => finding.Severity == Busbar.Ocpi.Wire.Validation.Severity.Error)?.Message ?? "It breaks the rules." : null;
        return new(draft.Target.Key, draft.Utf8, draft.Scan.LastUpdated, fault);
    }
}
