using Busbar.Core.Objects;
using Busbar.Ocpi.Wire.Patching;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>What a PATCH does to what is stored: it is merged into the stored bytes, and the result must be valid.</summary>
internal sealed class PatchDecision(ObjectDraft draft, DateTimeOffset now)
{
    /// <summary>What is wrong with the merged object.</summary>
    public IReadOnlyList<Finding> MergeErrors { get; private set; } = [];

    public ObjectDecision Decide(ICurrentObject? current)
    {
        MergeErrors = [];
        if (current is null || current.Deleted)
        {
            return new ObjectDecision.Keep(KeepReason.NotFound);
        }

        if (current.Facts.IsErased)
        {
            return new ObjectDecision.Keep(KeepReason.Erased);
        }

        if (StoredForm.Read(current, draft, now, out var why) is not { } form)
        {
            return new ObjectDecision.Keep(KeepReason.Invalid, why);
        }

        var whole = form.Utf8;
        if (ObjectParts.Find(draft.Target, whole) is not { } before)
        {
            return new ObjectDecision.Keep(KeepReason.NotFound);
        }

        if (Freshness.IsOlder(draft, LastUpdatedOf(before, current), now))
        {
            return new ObjectDecision.Keep(KeepReason.Older);
        }

        if (SessionRules.Reopens(draft.Target.Module, draft.Scan.Status, current))
        {
            return new ObjectDecision.Keep(KeepReason.Invalid, SessionRules.ReopenMessage);
        }

        if (BookingRules.Objection(draft, current) is { } objection)
        {
            return new ObjectDecision.Keep(KeepReason.Invalid, objection);
        }

        var merged = MergePatch.Apply(draft.Target.Type, draft.Source.Version, before.Span, draft.Utf8.Span);
        var findings = ObjectDraft.Check(draft.Target.Type, draft.Source.Version, merged);
        if (findings.Any(f => f.Severity == Severity.Error))
        {
            MergeErrors = findings;
            return new ObjectDecision.Keep(KeepReason.Invalid, "The patched object would not be valid.");
        }

        return Store(current, form, merged);
    }

    private ObjectDecision Store(ICurrentObject current, StoredForm form, byte[] merged)
    {
        var whole = form.Utf8;
        var result = ObjectParts.Replace(draft.Target, whole, merged)!;
        if (current.Version >= draft.Source.Version && whole.Span.SequenceEqual(result))
        {
            return new ObjectDecision.Keep(KeepReason.Same);
        }

        if (form.Back(result, out var why) is not (var version, var stored))
        {
            return new ObjectDecision.Keep(KeepReason.Invalid, why);
        }

        var facts = draft.FactsOf(stored.Span, ObjectScan.Read(stored.Span, draft.Target.Module.IdField), current.Facts.LastUpdated, current);
        return new ObjectDecision.Store(version, stored, facts, draft.Target.Part);
    }

    // A Location is patched by its own time: its EVSEs and Connectors have theirs; so do the Calendars of a BookingLocation.
    private DateTimeOffset? LastUpdatedOf(ReadOnlyMemory<byte> before, ICurrentObject current) =>
        !draft.Target.IsPart && draft.Target.Module != OwnedModule.Locations && draft.Target.Module != OwnedModule.BookingLocations
            ? current.Facts.LastUpdated
            : ObjectScan.Read(before.Span, draft.Target.Identity.Field).LastUpdated;
}
