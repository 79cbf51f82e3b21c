using Busbar.Core.Objects;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Core.Intake;

/// <summary>What a PUT of an EVSE or a Connector does to its stored Location.</summary>
internal sealed class PartDecision(ObjectDraft draft, ObjectPart part, DateTimeOffset now)
{
    /// <summary>True when the Location, or the EVSE of a Connector, is not known.</summary>
    public bool ParentMissing { get; private set; }

    /// <summary>True when the Location had no such part before.</summary>
    public bool Added { get; private set; }

    public ObjectDecision Decide(ICurrentObject? current)
    {
        (ParentMissing, Added) = (false, false);
        if (current is null || current.Deleted)
        {
            ParentMissing = true;
            return new ObjectDecision.Keep(KeepReason.NotFound, "The Location is not known here.");
        }

        if (!StoredForm.TryRead(current, draft.Target.Module.Type, draft.Source.Version, out var location, out var why))
        {
            return new ObjectDecision.Keep(KeepReason.Invalid, why);
        }

        var known = part.ConnectorId is null
            ? LocationDocument.FindEvse(location, part.EvseUid)
            : LocationDocument.FindConnector(location, part.EvseUid, part.ConnectorId);
        if (known is { } before)
        {
            if (before.Span.SequenceEqual(draft.Utf8.Span))
            {
                return new ObjectDecision.Keep(KeepReason.Same);
            }

            if (Freshness.IsOlder(draft.Scan.LastUpdated, ObjectScan.Read(before.Span, draft.Target.Identity.Field).LastUpdated, now))
            {
                return new ObjectDecision.Keep(KeepReason.Older);
            }
        }

        Added = known is null;
        var merged = part.ConnectorId is null
            ? LocationDocument.ReplaceEvse(location.Span, part.EvseUid, draft.Utf8.Span)
            : LocationDocument.ReplaceConnector(location, part.EvseUid, part.ConnectorId, draft.Utf8.Span);
        if (merged is null)
        {
            ParentMissing = true;
            return new ObjectDecision.Keep(KeepReason.NotFound, "The EVSE is not known here.");
        }

        var facts = ObjectScan.Read(merged, draft.Target.Module.IdField).Facts(merged, current.Facts.LastUpdated);
        return new ObjectDecision.Store(draft.Source.Version, merged, facts, part);
    }
}
