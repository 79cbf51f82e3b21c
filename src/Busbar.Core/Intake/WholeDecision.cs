using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Intake;

/// <summary>What a PUT of a whole object, or a POST of a CDR, does to what is stored.</summary>
internal sealed class WholeDecision(ObjectDraft draft, DateTimeOffset now)
{
    private readonly ObjectFacts _facts = draft.Scan.Facts(draft.Utf8.Span, now);

    public ObjectDecision Decide(ICurrentObject? current)
    {
        if (current is null || current.Deleted)
        {
            return Store();
        }

        if (current.Facts.Hash == _facts.Hash && current.Version == draft.Source.Version)
        {
            return new ObjectDecision.Keep(KeepReason.Same);
        }

        if (draft.Target.Module.Module == ModuleId.Cdrs)
        {
            return SameDocument(current)
                ? new ObjectDecision.Keep(KeepReason.Same)
                : new ObjectDecision.Keep(KeepReason.Exists, "A CDR with this id and another content was received before; a CDR is never replaced.");
        }

        if (Freshness.IsOlder(_facts.LastUpdated, current.Facts.LastUpdated, now))
        {
            return new ObjectDecision.Keep(KeepReason.Older);
        }

        if (SessionRules.Reopens(draft.Target.Module, draft.Scan.Status, current))
        {
            return new ObjectDecision.Keep(KeepReason.Invalid, SessionRules.ReopenMessage);
        }

        return SessionRules.IsFinal(draft.Target.Module, draft.Source, current)
            ? new ObjectDecision.Keep(KeepReason.Exists, SessionRules.FinalMessage)
            : Store();
    }

    private ObjectDecision.Store Store() => new(draft.Source.Version, draft.Utf8, _facts);

    /// <summary>Spacing and the order of properties are no difference in content.</summary>
    private bool SameDocument(ICurrentObject current)
    {
        if (current.Version != draft.Source.Version)
        {
            return false;
        }

        using var stored = JsonDocument.Parse(current.ReadUtf8());
        using var brought = JsonDocument.Parse(draft.Utf8);
        return JsonElement.DeepEquals(stored.RootElement, brought.RootElement);
    }
}
