using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>Makes a draft of what was brought, or says why there is none.</summary>
/// <param name="Draft">The draft; null when the document cannot be judged any further.</param>
/// <param name="Refusal">Why there is none.</param>
internal readonly record struct DraftReading(ObjectDraft? Draft, IntakeResult? Refusal)
{
    /// <summary>A document that came to an address.</summary>
    public static DraftReading At(IntakeSource source, ObjectTarget target, ReadOnlyMemory<byte> utf8, bool patch, DateTimeOffset now)
    {
        try
        {
            var document = BroughtDocument.Read(source, target.Type, utf8, patch);
            return new(patch ? ObjectDraft.Patch(source, target, document, now) : ObjectDraft.Whole(source, target, document, now), null);
        }
        catch (JsonException)
        {
            return new(null, Refused(IntakeOutcome.Malformed, target.Key, "The body is not valid JSON, or no JSON object."));
        }
    }

    /// <summary>A document that says itself which object it is.</summary>
    public static DraftReading ByContent(IntakeSource source, OwnedModule module, ReadOnlyMemory<byte> utf8, DateTimeOffset now)
    {
        try
        {
            var only = ContentTarget.Unwrap(utf8, out var noted);
            if (noted is { Severity: Severity.Error } list)
            {
                return new(null, new IntakeResult(IntakeOutcome.Invalid, null, [list], list.Message));
            }

            var document = BroughtDocument.Read(source, module.Type, only, patch: false);
            var named = ContentTarget.Read(module, document, source);
            if (named.Target is not { } target)
            {
                return new(null, new IntakeResult(IntakeOutcome.Invalid, null, [named.Fault!, .. document.Findings], named.Fault!.Message));
            }

            if (!source.Owns(target.Owner))
            {
                return new(null, Refused(IntakeOutcome.Foreign, target.Key, "The owner is not a party of this connection."));
            }

            var draft = ObjectDraft.Whole(source, target, document, now);
            draft.Note(noted is null ? [] : [noted]);
            return new(draft, null);
        }
        catch (JsonException)
        {
            return new(null, Refused(IntakeOutcome.Malformed, null, "The body is not valid JSON."));
        }
    }

    private static IntakeResult Refused(IntakeOutcome outcome, ObjectKey? key, string message) => new(outcome, key, [], message);
}
