using Busbar.Core.Objects;

namespace Busbar.Core.Intake;

/// <summary>What a PUT of an EVSE or a Connector does to its stored Location, and one of a Calendar to its BookingLocation.</summary>
internal sealed class PartDecision(ObjectDraft draft, DateTimeOffset now)
{
    /// <summary>True when the Location, or the EVSE of a Connector, or the BookingLocation is not known.</summary>
    public bool ParentMissing { get; private set; }

    /// <summary>True when there was no such part before.</summary>
    public bool Added { get; private set; }

    public ObjectDecision Decide(ICurrentObject? current)
    {
        (ParentMissing, Added) = (false, false);
        if (current is null || current.Deleted)
        {
            ParentMissing = true;
            return new ObjectDecision.Keep(KeepReason.NotFound, $"The {draft.Target.Module.Type} is not known here.");
        }

        if (StoredForm.Read(current, draft, now, out var why) is not { } form)
        {
            return new ObjectDecision.Keep(KeepReason.Invalid, why);
        }

        var whole = form.Utf8;
        var known = ObjectParts.Find(draft.Target, whole);
        if (known is { } before)
        {
            if (before.Span.SequenceEqual(draft.Utf8.Span))
            {
                return new ObjectDecision.Keep(KeepReason.Same);
            }

            if (Freshness.IsOlder(draft, ObjectScan.Read(before.Span, draft.Target.Identity.Field).LastUpdated, now))
            {
                return new ObjectDecision.Keep(KeepReason.Older);
            }
        }

        Added = known is null;
        var merged = ObjectParts.Replace(draft.Target, whole, draft.Utf8.Span);
        if (merged is null)
        {
            ParentMissing = true;
            return new ObjectDecision.Keep(KeepReason.NotFound, "The EVSE is not known here.");
        }

        if (form.Back(merged, out why) is not (var version, var stored))
        {
            return new ObjectDecision.Keep(KeepReason.Invalid, why);
        }

        var facts = ObjectScan.Read(stored.Span, draft.Target.Module.IdField).Facts(stored.Span, current.Facts.LastUpdated);
        return new ObjectDecision.Store(version, stored, facts, draft.Target.Part);
    }
}
