using Busbar.Core.Objects;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>
/// The one way in for objects: pushed by partners, pulled from them, or published by the operator. Ownership, address, validity and age are
/// judged here and nowhere else; what is accepted is on disk, with its change, before the result is returned.
/// </summary>
/// <param name="store">Keeps the objects.</param>
/// <param name="clock">The clock.</param>
/// <param name="book">Keeps what could not be taken and what was mended; null keeps neither.</param>
/// <param name="credits">Knows which CDRs are credited; null lets a CDR be credited more than once.</param>
/// <param name="links">Keeps what other messages will need of an object; null keeps nothing.</param>
/// <param name="translator">Finds what a change needs that is written in another version than what is stored; null finds nothing.</param>
/// <param name="absences">Learns what a partner says exists although its lists do not show it; null learns nothing.</param>
public sealed class ObjectIntake(
    IObjectStore store, TimeProvider clock, IntakeBook? book = null, ICreditLedger? credits = null, LinkKeeper? links = null, ObjectTranslator? translator = null,
    IAbsences? absences = null)
{
    private const string ForeignMessage = "The owner in the URL is not a party of this connection.";

    private readonly CreditCheck _credits = new(store);
    private readonly CreditClaim _claim = new(credits);
    private readonly InvoiceCheck _invoices = new(store);
    private readonly TokenTypes _tokenTypes = new(store);
    private readonly BookingPlaceCheck _places = new(store);

    /// <summary>PUT of a whole object, or of an EVSE or Connector of a known Location.</summary>
    public async ValueTask<IntakeResult> PutAsync(
        IntakeSource source, ObjectTarget target, ReadOnlyMemory<byte> utf8, CancellationToken cancellation)
    {
        if (!source.Owns(target.Owner))
        {
            return Refuse(IntakeOutcome.Foreign, target.Key, ForeignMessage);
        }

        var now = clock.GetUtcNow();
        var reading = DraftReading.At(source, target, utf8, patch: false, now);
        var result = reading.Refusal ?? await PutAsync(reading.Draft!, now, cancellation);
        return await RecordAsync(new Brought(source, target.Module.Module, utf8) { Part = target.Part, Calendar = target.Calendar, For = target.For, Result = result });
    }

    /// <summary>PATCH of a known object or of a part of a known Location.</summary>
    public async ValueTask<IntakeResult> PatchAsync(
        IntakeSource source, ObjectTarget target, ReadOnlyMemory<byte> utf8, CancellationToken cancellation)
    {
        if (!source.Owns(target.Owner))
        {
            return Refuse(IntakeOutcome.Foreign, target.Key, ForeignMessage);
        }

        var now = clock.GetUtcNow();
        var reading = DraftReading.At(source, target, utf8, patch: true, now);
        var result = reading.Refusal ?? await PatchAsync(reading.Draft!, now, cancellation);
        return await RecordAsync(new Brought(source, target.Module.Module, utf8) { Part = target.Part, Calendar = target.Calendar, IsPatch = true, Result = result });
    }

    /// <summary>POST of a CDR: stored once under the owner and id that it names itself.</summary>
    public ValueTask<IntakeResult> AddCdrAsync(IntakeSource source, ReadOnlyMemory<byte> utf8, CancellationToken cancellation) =>
        AddAsync(source, OwnedModule.Cdrs, utf8, cancellation);

    /// <summary>POST of an object: stored under the id that it names itself, and the owner that it names or that brings it.</summary>
    public async ValueTask<IntakeResult> AddAsync(IntakeSource source, OwnedModule module, ReadOnlyMemory<byte> utf8, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var reading = DraftReading.ByContent(source, module, utf8, now);
        var result = reading.Refusal ?? await PutAsync(reading.Draft!, now, cancellation);
        return await RecordAsync(new Brought(source, module.Module, utf8) { Result = result });
    }

    /// <summary>
    /// Objects of one module as a pull found them, in one transaction; the owner of each is the one it names. One bad object does not spoil the others:
    /// it is kept in quarantine.
    /// </summary>
    /// <returns>One result per object, in order.</returns>
    public async ValueTask<IReadOnlyList<IntakeResult>> TakeAsync(
        IntakeSource source, OwnedModule module, IReadOnlyList<ReadOnlyMemory<byte>> objects, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var results = new IntakeResult[objects.Count];
        var drafts = new List<(int Place, ObjectDraft Draft)>(objects.Count);
        for (var i = 0; i < objects.Count; i++)
        {
            var reading = DraftReading.ByContent(source, module, objects[i], now);
            if (reading.Draft is { } draft)
            {
                await MendAsync(draft, cancellation);
                await _claim.EnterAsync(draft, cancellation);
                await _invoices.NoteAsync(draft, cancellation);
                await _places.NoteAsync(draft, cancellation);
                if (!draft.Refused)
                {
                    drafts.Add((i, draft));
                    continue;
                }

                results[i] = Invalid(draft);
            }
            else
            {
                results[i] = reading.Refusal!;
            }
        }

        if (drafts.Count > 0)
        {
            await LookAsync(drafts.ConvertAll(d => d.Draft), cancellation);
            var writes = drafts.ConvertAll(d => Write(d.Draft, new WholeDecision(d.Draft, now).Decide));
            var written = await store.WriteManyAsync(writes, cancellation);
            for (var i = 0; i < written.Count; i++)
            {
                var result = await FinishAsync(drafts[i].Draft, writes[i], written[i], cancellation);
                results[drafts[i].Place] = Report(drafts[i].Draft, result, result.Created);
            }
        }

        if (book is not null)
        {
            await book.RecordAsync(
                [.. results.Select((result, i) => new Brought(source, module.Module, objects[i]) { Pushed = false, Result = result })], CancellationToken.None);
        }

        return results;
    }

    /// <summary>Removes an object: a DELETE.</summary>
    public ValueTask<IntakeResult> DeleteAsync(IntakeSource source, ObjectKey key, CancellationToken cancellation) =>
        DeleteAsync(source, key, null, _ => true, cancellation);

    /// <summary>
    /// Removes an object that a complete pull does not list any more, unless it was written, or said to exist, since the pull began: what was acknowledged
    /// after the list was asked for is newer than the list.
    /// </summary>
    /// <param name="source">The one whose list it is.</param>
    /// <param name="key">The object.</param>
    /// <param name="absence">The absence for which it goes.</param>
    /// <param name="loggedAtStart">The last sequence of the change log when the pull began.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<IntakeResult> DeleteMissingAsync(IntakeSource source, ObjectKey key, Absence absence, long loggedAtStart, CancellationToken cancellation) =>
        DeleteAsync(source, key, absence, current => current.Sequence <= loggedAtStart, cancellation);

    private async ValueTask<IntakeResult> DeleteAsync(
        IntakeSource source, ObjectKey key, Absence? absence, Func<ICurrentObject, bool> goes, CancellationToken cancellation)
    {
        if (!source.Owns(key.Owner))
        {
            return Refuse(IntakeOutcome.Foreign, key, ForeignMessage);
        }

        var now = clock.GetUtcNow();
        var result = await store.WriteAsync(
            new ObjectWrite
            {
                Key = key,
                Source = source.Connection,
                Absence = absence,
                Decide = current =>
                    current is null || current.Deleted ? new ObjectDecision.Keep(KeepReason.NotFound)
                    : goes(current) ? new ObjectDecision.Delete(now)
                    : new ObjectDecision.Keep(KeepReason.Older),
            },
            cancellation);
        return result.Decision switch
        {
            ObjectDecision.Delete => new(IntakeOutcome.Deleted, key, [], Sequence: result.Sequence),
            ObjectDecision.Keep { Reason: KeepReason.Older } => Refuse(IntakeOutcome.Older, key, "What is stored is newer than the list that does not show it."),
            _ => Refuse(IntakeOutcome.NotFound, key, "There is no such object."),
        };
    }

    private async ValueTask<IntakeResult> PutAsync(ObjectDraft draft, DateTimeOffset now, CancellationToken cancellation)
    {
        await MendAsync(draft, cancellation);
        await _credits.NoteAsync(draft, cancellation);
        await _claim.EnterAsync(draft, cancellation);
        await _invoices.NoteAsync(draft, cancellation);
        await _places.NoteAsync(draft, cancellation);
        if (draft.Refused)
        {
            return Invalid(draft);
        }

        if (draft.Target.IsPart)
        {
            return await PutPartAsync(draft, now, cancellation);
        }

        await LookAsync([draft], cancellation);
        var result = await WriteAsync(draft, new WholeDecision(draft, now).Decide, cancellation);
        return Report(draft, result, result.Created);
    }

    private ValueTask MendAsync(ObjectDraft draft, CancellationToken cancellation) => links?.MendAsync(draft, cancellation) ?? ValueTask.CompletedTask;

    private async ValueTask LookAsync(IReadOnlyList<ObjectDraft> drafts, CancellationToken cancellation)
    {
        foreach (var draft in drafts)
        {
            await _tokenTypes.FindAsync(draft, cancellation);
        }

        await (links?.LookAsync(drafts, cancellation) ?? ValueTask.CompletedTask);
    }

    private async ValueTask<IntakeResult> PutPartAsync(ObjectDraft draft, DateTimeOffset now, CancellationToken cancellation)
    {
        var decision = new PartDecision(draft, now);
        var result = await WriteAsync(draft, decision.Decide, cancellation);
        var report = Report(draft, result, decision.Added);
        return decision.ParentMissing ? report with { Outcome = IntakeOutcome.ParentNotFound } : report;
    }

    private async ValueTask<IntakeResult> PatchAsync(ObjectDraft draft, DateTimeOffset now, CancellationToken cancellation)
    {
        if (draft.Refused)
        {
            return Invalid(draft);
        }

        var decision = new PatchDecision(draft, now);
        var result = await WriteAsync(draft, decision.Decide, cancellation);
        var report = Report(draft, result, created: false);
        return decision.MergeErrors.Count == 0 ? report : report with { Findings = decision.MergeErrors };
    }

    /// <summary>The object is on disk, or refused: what is recorded of it is not given up when the sender hangs up.</summary>
    private async ValueTask<IntakeResult> RecordAsync(Brought document)
    {
        if (book is not null)
        {
            await book.RecordAsync([document], CancellationToken.None);
        }

        return document.Result;
    }

    private async ValueTask<WriteResult> WriteAsync(ObjectDraft draft, Func<ICurrentObject?, ObjectDecision> decide, CancellationToken cancellation)
    {
        var write = Write(draft, decide);
        WriteResult result;
        do
        {
            result = await FinishAsync(draft, write, await store.WriteAsync(write, cancellation), cancellation);
        }
        while (result.Decision is ObjectDecision.Keep { Reason: KeepReason.Same or KeepReason.Older } && !await StandsAsync(draft, cancellation));
        return result;
    }

    /// <summary>What a partner pushes exists, even where nothing is stored for it: a list that does not show it is no reason to remove it.</summary>
    private ValueTask<bool> StandsAsync(ObjectDraft draft, CancellationToken cancellation) =>
        absences is null || draft.Target.Module.IsKept || draft.Source.Connection is not { } connection
            ? new(true)
            : absences.AffirmAsync(connection, draft.Target.Key, cancellation);

    /// <summary>Fetches what a write was short of, and makes it again.</summary>
    private async ValueTask<WriteResult> FinishAsync(ObjectDraft draft, ObjectWrite write, WriteResult result, CancellationToken cancellation)
    {
        while (result.Decision is ObjectDecision.Keep { Reason: KeepReason.Unready })
        {
            await draft.Lookups.FetchAsync(translator!, draft.Target.Key, cancellation);
            result = await store.WriteAsync(write, cancellation);
        }

        return result;
    }

    private ObjectWrite Write(ObjectDraft draft, Func<ICurrentObject?, ObjectDecision> decide) => new()
    {
        Key = draft.Target.Key,
        Source = draft.Source.Connection,
        Decide = current => decide(current) switch
        {
            ObjectDecision.Store or ObjectDecision.Keep { Reason: KeepReason.Invalid } when translator is not null && draft.IsShort =>
                new ObjectDecision.Keep(KeepReason.Unready),
            var decision => decision,
        },
    };

    private static IntakeResult Report(ObjectDraft draft, in WriteResult result, bool created)
    {
        var key = draft.Target.Key;
        if (result.Decision is not ObjectDecision.Keep keep)
        {
            return new(created ? IntakeOutcome.Created : IntakeOutcome.Updated, key, draft.Findings, Sequence: result.Sequence) { Repairs = draft.Repairs };
        }

        return keep.Reason switch
        {
            KeepReason.Same => new(IntakeOutcome.Unchanged, key, draft.Findings) { Repairs = draft.Repairs },
            KeepReason.Erased => new(IntakeOutcome.Unchanged, key, draft.Findings),
            KeepReason.Older => new(IntakeOutcome.Older, key, draft.Findings, "Ignored: what is stored has a newer last_updated."),
            KeepReason.NotFound => new(IntakeOutcome.NotFound, key, draft.Findings, keep.Message ?? "There is no such object."),
            KeepReason.Exists => new(IntakeOutcome.Conflict, key, draft.Findings, keep.Message),
            _ => new(IntakeOutcome.Invalid, key, draft.Findings, keep.Message),
        };
    }

    private static IntakeResult Invalid(ObjectDraft draft)
    {
        var first = draft.Findings.FirstOrDefault(f => f.Severity == Severity.Error) ?? draft.Findings[0];
        return new(IntakeOutcome.Invalid, draft.Target.Key, draft.Findings, first.Path.Length == 0 ? first.Message : $"{first.Path}: {first.Message}");
    }

    private static IntakeResult Refuse(IntakeOutcome outcome, ObjectKey? key, string message) => new(outcome, key, [], message);
}
