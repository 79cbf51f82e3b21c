using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Core.Intake;

/// <summary>What a PUT of a whole object, or a POST of a CDR, does to what is stored.</summary>
internal sealed class WholeDecision(ObjectDraft draft, DateTimeOffset now)
{
    private readonly ObjectFacts _facts = draft.FactsOf(draft.Utf8.Span, draft.Scan, now, null);

    public ObjectDecision Decide(ICurrentObject? current)
    {
        if (current is null || current.Deleted)
        {
            if (draft.Target.Expects == ObjectExpectation.Known)
            {
                return new ObjectDecision.Keep(KeepReason.NotFound);
            }

            return BookingRules.Objection(draft, null) is { } unlikely ? new ObjectDecision.Keep(KeepReason.Invalid, unlikely) : Store();
        }

        if (current.Facts.IsErased)
        {
            return new ObjectDecision.Keep(KeepReason.Erased);
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

        if (draft.Target.Expects == ObjectExpectation.New)
        {
            return SameDocument(current)
                ? new ObjectDecision.Keep(KeepReason.Same)
                : new ObjectDecision.Keep(KeepReason.Exists, $"A {draft.Target.Type} with this id and another content is known already; what is known is changed with PUT.");
        }

        if (Freshness.IsOlder(draft, _facts.LastUpdated, current.Facts.LastUpdated, now))
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

        if (!draft.Target.Module.NamesOwner)
        {
            return Update(current);
        }

        return SessionRules.IsFinal(draft.Target.Module, draft.Source, current)
            ? new ObjectDecision.Keep(KeepReason.Exists, SessionRules.FinalMessage)
            : current.Version > draft.Source.Version && StoredForm.Read(current, draft, now, out _) is { } form ? Keep(current, form) : Store(current);
    }

    /// <summary>
    /// What is stored was written in a newer version. Whoever writes the older one now cannot say all of it, and does not take it back by not saying it: it stays
    /// wherever what the older version can say of it was not changed.
    /// </summary>
    private ObjectDecision Keep(ICurrentObject current, StoredForm form)
    {
        if (form.Back(draft.Utf8, out _) is not (var version, var utf8))
        {
            return Store(current);
        }

        var facts = draft.FactsOf(utf8.Span, ObjectScan.Read(utf8.Span, draft.Target.Module.IdField), now, current);
        return facts == current.Facts ? new ObjectDecision.Keep(KeepReason.Same) : new ObjectDecision.Store(version, utf8, facts);
    }

    /// <summary>
    /// A Terminal has two writers: the PTP makes it, the CPO assigns its places. What the one who writes leaves out, the other may have written: it stays (X-PAY-4).
    /// </summary>
    private ObjectDecision Update(ICurrentObject current)
    {
        var stored = current.ReadUtf8();
        var utf8 = draft.Target.Module == OwnedModule.Terminals ? MergePatch.Apply(draft.Target.Type, draft.Source.Version, stored, draft.Utf8.Span) : draft.Utf8;
        if (stored.AsSpan().SequenceEqual(utf8.Span) && (_facts.Audience is null || _facts.Audience == current.Facts.Audience))
        {
            return new ObjectDecision.Keep(KeepReason.Same);
        }

        return new ObjectDecision.Store(draft.Source.Version, utf8, draft.FactsOf(utf8.Span, ObjectScan.Read(utf8.Span, draft.Target.Module.IdField), now, current));
    }

    private ObjectDecision.Store Store(ICurrentObject? current = null) => new(draft.Source.Version, draft.Utf8, StoredFacts(current));

    /// <summary>A CDR that waits for its verdict is nobody's yet.</summary>
    private ObjectFacts StoredFacts(ICurrentObject? current) =>
        draft.Target.Module == OwnedModule.Cdrs && draft.Source.HoldsCdrs ? HeldAudience.Hold(_facts)
        : current is not null && (draft.Target.Module == OwnedModule.Invoices || draft.Target.Module == OwnedModule.Bookings) ? _facts with { Audience = _facts.Audience ?? current.Facts.Audience }
        : _facts;

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
