using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Translation.Changes;

namespace Busbar.Delivery.Push;

/// <summary>Tells one partner of one object, in as many requests as that takes. Keeps no state between objects.</summary>
internal sealed class Courier(PumpServices services)
{
    private readonly Withdrawals _withdrawals = new(services.Link);
    private readonly CountedSending _counted = new(services);
    private readonly SameUid _sameUid = new(services);

    /// <param name="outlook">The partner, what it is sent and what it was.</param>
    /// <param name="entry">The object.</param>
    /// <param name="epoch">The circuit's epoch.</param>
    /// <param name="whole">Send the whole object even if only a part changed.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<Attempt> DeliverAsync(Outlook outlook, PendingObject entry, int epoch, bool whole, CancellationToken cancellation)
    {
        // The state is read only when it is our turn: whoever comes second never sends an older one.
        var view = outlook.View;
        using var turn = await services.Turns.TakeAsync(view.Connection.Id, entry.Key, cancellation);
        var state = await services.Objects.GetAsync(entry.Key, entry.AtLeast, cancellation);
        if (state is null || view.Connection.Version is not { } version || IsKeptForever(state.Stored))
        {
            return new(entry, AttemptKind.Skipped, epoch);
        }

        var sees = view.Sees(state.Stored);
        var invoice = entry.Key.Module == ModuleId.InvoiceReconciliation;
        if (!sees || (state.Stored.Deleted && !invoice))
        {
            if (!Withdrawals.Concern(entry.Key.Module) || state.Stored.Source == view.Connection.Id)
            {
                return new(entry, AttemptKind.Skipped, epoch, state.Sequence);
            }

            // What it never had, it is not told of: neither that it was, nor that it is gone.
            return entry.WasShown(outlook.Shown, state.Stored)
                ? await TakeBackAsync(view, entry, state, sees, epoch, null, cancellation)
                : new(entry, AttemptKind.Skipped, epoch, state.Sequence) { Has = Untold(entry) };
        }

        var (body, withheld, lost) = await state.InAsync(version);
        if (withheld is not null)
        {
            return await WithholdAsync(outlook, entry, state, version, withheld, epoch, cancellation);
        }

        // Where it was told that the object is gone, it would take the owner's own time for older.
        var lacks = entry.Loading || outlook.Lacks(state.Stored);
        if (lacks && Withdrawals.Concern(entry.Key.Module) && outlook.ChangedAt is { } changed && changed > state.Stored.Facts.LastUpdated)
        {
            body = Retraction.Back(entry.Key.Module, body, changed);
        }

        if (entry.Evse is { } evse && !whole && !lacks && await state.EvseAsync(version, evse, entry.Has) is { } message)
        {
            // Only what changed can be told to a partner whose state is known. After an attempt without an answer it is not: what changed there and back
            // meanwhile would be left out.
            var changes = entry.Uncertain || !view.Connection.Profile.Patch ? message.AsWhole : message.AsChanges;
            var told = await SendPartsAsync(view, entry, state, body, evse, changes, cancellation);
            if (told is not { Kind: AnswerKind.Refused })
            {
                // The state may be newer than the entry, and what changed since may be another part: of the object as a whole no more than the entry is known.
                return new(entry, KindOf(state, told), epoch, entry.Last, told, told?.Message) { PartOf = state.Sequence };
            }

            // The partner does not know the Location, or takes no parts: it gets all of it.
        }

        var answer = entry.Key.Module == ModuleId.Cdrs ? await _counted.SendCdrAsync(view, entry, state, body, cancellation)
            : invoice ? await _counted.SendInvoiceAsync(view, state, body, cancellation)
            : await services.Link.SendAsync(view.Connection, MessageComposer.Whole(view, state, body), cancellation);
        if (answer is { Kind: AnswerKind.Accepted })
        {
            services.Losses.Count(view.Connection.Id, lost);
        }

        var kind = KindOf(state, answer);
        return new(entry, kind, epoch, state.Sequence, answer, answer?.Message)
        {
            Has = kind == AttemptKind.Delivered ? Holding.State : kind == AttemptKind.Refused ? Holding.Unknown : Holding.AsBefore,
        };
    }

    /// <summary>What has no form in the partner's version is taken back where the partner was shown it before, so that it does not stay there as it was.</summary>
    private async Task<Attempt> WithholdAsync(
        Outlook outlook, PendingObject entry, OutgoingState state, OcpiVersion version, string why, int epoch, CancellationToken cancellation)
    {
        var reason = $"It has no form in OCPI {version.Number()}: {why}";
        var hadNoForm = await services.Withheld.AddAsync(
            new WithheldObject(entry.Key, version, state.Sequence, services.Time.GetUtcNow(), why),
            entry.Last == state.Sequence ? entry.BeforeLast : null,
            entry.Before?.Sequence,
            cancellation);
        return Withdrawals.Concern(entry.Key.Module) && !hadNoForm && entry.WasShown(outlook.Shown, state.Stored)
            ? await TakeBackAsync(outlook.View, entry, state, sees: false, epoch, reason, cancellation)
            : new Attempt(entry, AttemptKind.Withheld, epoch, state.Sequence, null, reason) { Has = Untold(entry) };
    }

    private async Task<Attempt> TakeBackAsync(
        PartnerView view, PendingObject entry, OutgoingState state, bool sees, int epoch, string? reason, CancellationToken cancellation)
    {
        // Nobody but its owner says that it is gone: the partner sees its last state, as far as its version has one.
        var version = view.Connection.Version!.Value;
        var now = services.Time.GetUtcNow();
        var since = entry.Withdrawing && now > state.Stored.Facts.LastUpdated ? now : state.Stored.Facts.LastUpdated;
        var answer = await _sameUid.FindAsync(view, entry.Key, cancellation) is { } other
            ? await services.Link.SendAsync(view.Connection, MessageComposer.Whole(view, other, (await other.InAsync(version)).Utf8), cancellation)
            : sees && entry.Key.Module != ModuleId.Tariffs && await state.InAsync(version) is { Withheld: null } last
            ? await services.Link.SendAsync(view.Connection, MessageComposer.Whole(view, state, last.Utf8), cancellation)
            : await _withdrawals.TellAsync(view, state, since, cancellation);
        var kind = answer switch
        {
            null => reason is null ? AttemptKind.Skipped : AttemptKind.Withheld,
            { Kind: AnswerKind.Accepted } => AttemptKind.Withdrawn,
            _ when Withdrawals.IsUnknown(answer) => AttemptKind.Withdrawn,
            { Kind: AnswerKind.Refused } => AttemptKind.Refused,
            _ => AttemptKind.Held,
        };
        var said = kind == AttemptKind.Refused ? $"The partner has it still and did not let it be taken back: {answer!.Message}" : reason ?? answer?.Message;
        return new Attempt(entry, kind, epoch, state.Sequence, answer, said)
        {
            NoForm = reason is not null, Has = kind == AttemptKind.Withdrawn ? Holding.Nothing : Holding.Unknown,
        };
    }

    /// <summary>Whether the partner can be told that an object is gone.</summary>
    public static bool CanTakeBack(PartnerView view, ObjectKey key) => Withdrawals.Concern(key.Module) && view.CanTell(key.Module);

    /// <summary>Sessions and CDRs are never taken back, nor are bookings and what the payments module has.</summary>
    private static bool IsKeptForever(StoredObject stored) => stored.Deleted && OwnedModule.TryGet(stored.Key.Module, out var kind) && kind.IsKept;

    /// <summary>
    /// Who is not told that an object is gone was never shown it. Only a change knows that, by what stood there before: what a load comes to the partner may have, and
    /// whether it has to be taken back the change decides that the log is about to tell of.
    /// </summary>
    private static Holding Untold(PendingObject entry) => entry.First == 0 && Withdrawals.Concern(entry.Key.Module) ? Holding.AsBefore : Holding.Nothing;

    private static AttemptKind KindOf(OutgoingState state, PartnerAnswer? answer) => answer switch
    {
        null => AttemptKind.Skipped,
        { Kind: AnswerKind.Accepted } => AttemptKind.Delivered,
        { Kind: AnswerKind.TooEarly } => AttemptKind.TooEarly,

        // What is to be gone is gone.
        { Kind: AnswerKind.Refused, HttpStatus: 404 } when state.Stored.Deleted => AttemptKind.Delivered,
        { Kind: AnswerKind.Refused } => AttemptKind.Refused,
        _ => AttemptKind.Held,
    };

    /// <returns>The last answer; null when there was nothing to say in the partner's version.</returns>
    private async Task<PartnerAnswer?> SendPartsAsync(
        PartnerView view, PendingObject entry, OutgoingState state, ReadOnlyMemory<byte> body, string evse, IReadOnlyList<PartChange> changes, CancellationToken cancellation)
    {
        PartnerAnswer? answer = null;
        for (var i = 0; i < changes.Count && answer is null or { Kind: AnswerKind.Accepted }; i++)
        {
            // It has some of the parts: should the rest fail, what changes back until it can be told would be left out.
            entry.Uncertain |= i > 0;
            answer = await services.Link.SendAsync(view.Connection, Told(MessageComposer.Part(view, state, body, evse, changes[i]), entry), cancellation);
        }

        return answer;
    }

    /// <summary>A part tells of the object up to the change that it was sent for, and no further.</summary>
    private static OutgoingMessage Told(OutgoingMessage part, PendingObject entry) =>
        part.Subject is { } subject ? part with { Subject = subject with { Sequence = Math.Min(subject.Sequence, entry.Last) } } : part;
}
