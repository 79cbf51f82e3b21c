using Busbar.Core.Delivery;
using Busbar.Core.Losses;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Translation.Changes;

namespace Busbar.Delivery.Push;

/// <summary>Tells one partner of one object, in as many requests as that takes. Keeps no state between objects.</summary>
internal sealed class Courier(OutgoingObjects objects, IPartnerLink link, IReceiptStore receipts, Turns turns, TimeProvider time, LossCounters losses)
{
    /// <param name="view">The partner and what it is sent.</param>
    /// <param name="entry">The object.</param>
    /// <param name="epoch">The circuit's epoch.</param>
    /// <param name="whole">Send the whole object even if only a part changed.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<Attempt> DeliverAsync(PartnerView view, PendingObject entry, int epoch, bool whole, CancellationToken cancellation)
    {
        // The state is read only when it is our turn: whoever comes second never sends an older one.
        using var turn = await turns.TakeAsync(view.Connection.Id, entry.Key, cancellation);
        var state = await objects.GetAsync(entry.Key, entry.Last, cancellation);
        if (state is null || view.Connection.Version is not { } version || !view.Sees(state.Stored) || IsKeptForever(state.Stored))
        {
            return new(entry, AttemptKind.Skipped, epoch);
        }

        var (body, withheld, lost) = await state.InAsync(version);
        if (withheld is not null)
        {
            losses.CountWithheld(view.Connection.Id);
            return new(entry, AttemptKind.Refused, epoch, state.Sequence, null, $"It has no form in OCPI {version.Number()}: {withheld}");
        }

        if (entry.Evse is { } evse && !whole && !state.Stored.Deleted && await state.EvseAsync(version, evse, entry.First) is { } message)
        {
            // Only what changed can be told to a partner whose state is known. After an attempt without an answer it is not: what changed there and back
            // meanwhile would be left out.
            var changes = entry.Uncertain || !view.Connection.Profile.Patch ? message.AsWhole : message.AsChanges;
            var told = await SendPartsAsync(view, state, body, evse, changes, cancellation);
            if (told is not { Kind: AnswerKind.Refused })
            {
                // The state may be newer than the entry, and what changed since may be another part: of the object as a whole no more than the entry is known.
                return new(entry, KindOf(state, told), epoch, entry.Last, told, told?.Message);
            }

            // The partner does not know the Location, or takes no parts: it gets all of it.
        }

        var answer = entry.Key.Module == ModuleId.Cdrs ? await SendOnceAsync(view, entry, state, body, cancellation)
            : entry.Key.Module == ModuleId.InvoiceReconciliation ? await SendInvoiceAsync(view, state, body, cancellation)
            : await link.SendAsync(view.Connection, MessageComposer.Whole(view, state, body), cancellation);
        if (answer is { Kind: AnswerKind.Accepted })
        {
            losses.Count(view.Connection.Id, lost);
        }

        return new(entry, KindOf(state, answer), epoch, state.Sequence, answer, answer?.Message);
    }

    /// <summary>Sessions and CDRs are never taken back, nor are bookings and what the payments module has.</summary>
    private static bool IsKeptForever(StoredObject stored) => stored.Deleted && OwnedModule.TryGet(stored.Key.Module, out var kind) && kind.IsKept;

    private static AttemptKind KindOf(OutgoingState state, PartnerAnswer? answer) => answer switch
    {
        null => AttemptKind.Skipped,
        { Kind: AnswerKind.Accepted } => AttemptKind.Delivered,

        // What is to be gone is gone.
        { Kind: AnswerKind.Refused, HttpStatus: 404 } when state.Stored.Deleted => AttemptKind.Delivered,
        { Kind: AnswerKind.Refused } => AttemptKind.Refused,
        _ => AttemptKind.Held,
    };

    /// <returns>The last answer; null when there was nothing to say in the partner's version.</returns>
    private async Task<PartnerAnswer?> SendPartsAsync(
        PartnerView view, OutgoingState state, ReadOnlyMemory<byte> body, string evse, IReadOnlyList<PartChange> changes, CancellationToken cancellation)
    {
        PartnerAnswer? answer = null;
        for (var i = 0; i < changes.Count && answer is null or { Kind: AnswerKind.Accepted }; i++)
        {
            answer = await link.SendAsync(view.Connection, MessageComposer.Part(view, state, body, evse, changes[i]), cancellation);
        }

        return answer;
    }

    /// <summary>
    /// A CDR is posted once. When an earlier POST may have arrived although its answer did not, the partner is asked first, at the URL that its other
    /// CDRs let expect; where that cannot be told, the POST is repeated and a partner that answers 409 has it already.
    /// </summary>
    /// <returns>Null when the partner has it by a receipt of old.</returns>
    private async Task<PartnerAnswer?> SendOnceAsync(
        PartnerView view, PendingObject entry, OutgoingState state, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var connection = view.Connection.Id;
        if (await receipts.FindAsync(connection, entry.Key, cancellation) is not null)
        {
            return null;
        }

        if (entry.Uncertain && await AskAsync(view, state, cancellation) is { Kind: not AnswerKind.Refused } known)
        {
            if (known.Kind == AnswerKind.Accepted)
            {
                await ReceiveAsync(connection, entry.Key, known.Location);
            }

            return known;
        }

        var answer = await link.SendAsync(view.Connection, MessageComposer.Whole(view, state, body), cancellation);
        if (answer is { Kind: AnswerKind.Refused, HttpStatus: 409 } && entry.Uncertain)
        {
            answer = answer with { Kind = AnswerKind.Accepted };
        }

        if (answer.Kind == AnswerKind.Accepted)
        {
            await ReceiveAsync(connection, entry.Key, answer.Location);
        }

        return answer;
    }

    /// <summary>
    /// An invoice record is posted when it is new to the partner and put when it is not. Which of the two is known by receipts; a partner that knows better, because an
    /// answer was lost or it threw the record away, is told the other way.
    /// </summary>
    /// <returns>Null when there is nothing to tell: it never had what was removed.</returns>
    private async Task<PartnerAnswer?> SendInvoiceAsync(PartnerView view, OutgoingState state, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var (connection, key) = (view.Connection, state.Stored.Key);
        var known = await receipts.FindAsync(connection.Id, key, cancellation) is not null;
        if (state.Stored.Deleted && !known)
        {
            return null;
        }

        var answer = await link.SendAsync(connection, MessageComposer.Invoice(view, state, body, known), cancellation);
        if (!state.Stored.Deleted && answer.Kind == AnswerKind.Refused && (known ? answer.HttpStatus == 404 : answer is { HttpStatus: 409 } or { OcpiStatus: 2001 }))
        {
            var other = await link.SendAsync(connection, MessageComposer.Invoice(view, state, body, !known), cancellation);
            answer = other.Kind == AnswerKind.Refused ? answer : other;
        }

        if (answer.Kind == AnswerKind.Accepted && !known)
        {
            await ReceiveAsync(connection.Id, key, null);
        }

        return answer;
    }

    /// <summary>Whether the partner has a CDR; null when there is no telling where to ask.</summary>
    private async Task<PartnerAnswer?> AskAsync(PartnerView view, OutgoingState state, CancellationToken cancellation)
    {
        var id = state.Stored.Key.Id;
        if (!view.Connection.Profile.CdrReadBack || await receipts.FindLastWithLocationAsync(view.Connection.Id, cancellation) is not { Location: { } example } last
            || MessageComposer.LikeLocation(example, last.Object.Id, id) is not { } url)
        {
            return null;
        }

        var answer = await link.SendAsync(view.Connection, MessageComposer.ReadBack(view, state, url), cancellation);
        return answer.Kind switch
        {
            AnswerKind.Accepted when IsObject(answer.Data, id) => answer with { Location = url },
            AnswerKind.Accepted => null,
            AnswerKind.Failing => null, // some answer 500 to what they do not have
            _ => answer,
        };
    }

    /// <summary>Not to be cancelled: the partner has answered.</summary>
    private async Task ReceiveAsync(Guid connection, ObjectKey key, Uri? location) =>
        await receipts.AddAsync(new Receipt(connection, key, time.GetUtcNow(), location), CancellationToken.None);

    private static bool IsObject(ReadOnlyMemory<byte> json, string id)
    {
        if (json.IsEmpty)
        {
            return false;
        }

        var reader = new System.Text.Json.Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != System.Text.Json.JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == System.Text.Json.JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("id"u8);
            reader.Read();
            if (found)
            {
                return reader.TokenType == System.Text.Json.JsonTokenType.String && string.Equals(reader.GetString(), id, StringComparison.OrdinalIgnoreCase);
            }

            reader.Skip();
        }

        return false;
    }
}
