using System.Text.Json;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;

namespace Busbar.Delivery.Push;

/// <summary>Sends what must not be sent twice, or in another way the second time, by the receipts of what the partner has.</summary>
internal sealed class CountedSending(PumpServices services)
{
    /// <summary>So often a partner in trouble is asked for a CDR before it is posted after all: one that never answers such questions would not get it otherwise.</summary>
    private const int Questions = 3;

    private readonly DateTimeOffset _began = services.Time.GetUtcNow();

    /// <summary>
    /// A CDR is posted once. When an earlier POST may have arrived although its answer did not, the partner is asked first, at the URL that its other
    /// CDRs let expect; where that cannot be told, the POST is repeated and a partner that answers 409 has it already.
    /// </summary>
    /// <returns>Null when the partner has it by a receipt of old.</returns>
    public async Task<PartnerAnswer?> SendCdrAsync(
        PartnerView view, PendingObject entry, OutgoingState state, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var connection = view.Connection.Id;
        if (await services.Receipts.FindAsync(connection, entry.Key, cancellation) is not null)
        {
            return null;
        }

        if (entry.Uncertain && await AskAsync(view, entry, state, cancellation) is { Kind: not AnswerKind.Refused } known)
        {
            if (known.Kind == AnswerKind.Accepted)
            {
                await ReceiveAsync(connection, entry.Key, known.Location);
            }

            return known;
        }

        var answer = await services.Link.SendAsync(view.Connection, MessageComposer.Whole(view, state, body), cancellation);
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
    public async Task<PartnerAnswer?> SendInvoiceAsync(PartnerView view, OutgoingState state, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var (connection, key) = (view.Connection, state.Stored.Key);
        var known = await services.Receipts.FindAsync(connection.Id, key, cancellation) is not null;
        if (state.Stored.Deleted && !known)
        {
            return null;
        }

        var answer = await services.Link.SendAsync(connection, MessageComposer.Invoice(view, state, body, known), cancellation);
        if (!state.Stored.Deleted && answer.Kind == AnswerKind.Refused && (known ? answer.HttpStatus == 404 : answer is { HttpStatus: 409 } or { OcpiStatus: 2001 }))
        {
            var other = await services.Link.SendAsync(connection, MessageComposer.Invoice(view, state, body, !known), cancellation);
            answer = other.Kind == AnswerKind.Refused ? answer : other;
        }

        if (answer.Kind == AnswerKind.Accepted && !known)
        {
            await ReceiveAsync(connection.Id, key, null);
        }

        return answer;
    }

    /// <summary>Whether the partner has a CDR; null when there is no telling where to ask.</summary>
    private async Task<PartnerAnswer?> AskAsync(PartnerView view, PendingObject entry, OutgoingState state, CancellationToken cancellation)
    {
        var id = view.Connection.Version is { } version ? state.Shown(version, state.Stored.Key.Id) : state.Stored.Key.Id;
        if (!view.Connection.Profile.CdrReadBack || await services.Receipts.FindLastWithLocationAsync(view.Connection.Id, cancellation) is not { Location: { } example } last
            || MessageComposer.LikeLocation(example, last.Object.Id, id) is not { } url)
        {
            return null;
        }

        // What a process before sent with its last breath may still be on its way through the partner: the answer would be no, and a moment later yes.
        var soonest = _began + services.Options.LastBreath;
        if (services.Time.GetUtcNow() < soonest)
        {
            return new PartnerAnswer { Kind = AnswerKind.TooEarly, NotBefore = soonest, Message = "The partner may still be busy with an earlier message about it; in a few seconds it can be asked." };
        }

        var answer = await services.Link.SendAsync(view.Connection, MessageComposer.ReadBack(view, state, url), cancellation);
        return answer.Kind switch
        {
            AnswerKind.Accepted when IsObject(answer.Data, id) => answer with { Location = url },
            AnswerKind.Accepted => null,
            AnswerKind.Failing when entry.Failures >= Questions || await ShowsAsync(view, state, example, last.Object.Id, cancellation) => null,
            _ => answer,
        };
    }

    /// <summary>Some answer 500 to what they do not have: then they show what they have.</summary>
    private async Task<bool> ShowsAsync(PartnerView view, OutgoingState state, Uri url, string id, CancellationToken cancellation)
    {
        var shown = view.Connection.Version is { } version ? state.Shown(version, id) : id;
        return await services.Link.SendAsync(view.Connection, MessageComposer.ReadBack(view, state, url), cancellation) is { Kind: AnswerKind.Accepted } answer
            && IsObject(answer.Data, shown);
    }

    /// <summary>Not to be cancelled: the partner has answered.</summary>
    private async Task ReceiveAsync(Guid connection, ObjectKey key, Uri? location) =>
        await services.Receipts.AddAsync(new Receipt(connection, key, services.Time.GetUtcNow(), location), CancellationToken.None);

    private static bool IsObject(ReadOnlyMemory<byte> json, string id)
    {
        if (json.IsEmpty)
        {
            return false;
        }

        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("id"u8);
            reader.Read();
            if (found)
            {
                return reader.TokenType == JsonTokenType.String && string.Equals(reader.GetString(), id, StringComparison.OrdinalIgnoreCase);
            }

            reader.Skip();
        }

        return false;
    }
}
