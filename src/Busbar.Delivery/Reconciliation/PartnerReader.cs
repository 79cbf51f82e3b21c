using Busbar.Core.Delivery;
using Busbar.Delivery.Jobs;
using Busbar.Delivery.Push;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Reconciliation;

/// <summary>Asks a partner's receiver for one object, at a rate that it can take, and says what it has.</summary>
internal sealed class PartnerReader(IPartnerLink link, IReceiptStore receipts, RequestPace pace, TimeProvider time)
{
    private const int Attempts = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <returns>Null when nothing tells where the partner keeps the object.</returns>
    /// <exception cref="JobRefusedException">The partner does not answer such questions, or nothing at all.</exception>
    public async Task<PartnerCopy?> ReadAsync(PartnerView view, OutgoingState state, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (await QuestionAsync(view, state, body, cancellation) is not { } question)
        {
            return null;
        }

        for (var attempt = 0; ; attempt++)
        {
            await pace.WaitAsync(urgent: false, cancellation);
            var answer = await link.SendAsync(view.Connection, question, cancellation);
            switch (answer.Kind)
            {
                case AnswerKind.Accepted:
                    return new PartnerCopy(IsNothing(answer.Data.Span) ? default : answer.Data, null);
                case AnswerKind.Refused when answer.HttpStatus is null or 403 or 405 or 501:
                    throw new JobRefusedException($"The partner does not answer GET at its receiver interface: {answer.Message ?? "no reason given"}");
                case AnswerKind.Refused:
                    return new PartnerCopy(default, answer.Message);
                case AnswerKind.Unauthorized:
                    throw new JobRefusedException("The partner rejects our token.");
                default:
                    if (attempt >= Attempts)
                    {
                        throw new JobRefusedException($"The partner cannot be reached: {answer.Message ?? "no answer"}");
                    }

                    var wait = answer.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(2, attempt));
                    await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellation);
                    break;
            }
        }
    }

    private async ValueTask<OutgoingMessage?> QuestionAsync(PartnerView view, OutgoingState state, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var key = state.Stored.Key;
        if (key.Module != ModuleId.Cdrs)
        {
            return MessageComposer.Whole(view, state, body) with { Method = HttpMethod.Get, Body = default, From = key.Owner, Subject = null };
        }

        var receipt = await receipts.FindAsync(view.Connection.Id, key, cancellation);
        var url = receipt?.Location is { IsAbsoluteUri: true } told ? told
            : await receipts.FindLastWithLocationAsync(view.Connection.Id, cancellation) is { Location: { IsAbsoluteUri: true } example } last
                ? MessageComposer.LikeLocation(example, last.Object.Id, key.Id)
                : null;
        return url is null || !view.Connection.Profile.CdrReadBack ? null : MessageComposer.ReadBack(view, state, url);
    }

    private static bool IsNothing(ReadOnlySpan<byte> json)
    {
        var text = json.Trim(" \t\r\n"u8);
        return text.IsEmpty || text.SequenceEqual("null"u8) || text.SequenceEqual("{}"u8) || text.SequenceEqual("[]"u8);
    }
}

/// <summary>What a partner has of an object.</summary>
/// <param name="Utf8">Its content; empty when it has none.</param>
/// <param name="Word">What it says instead.</param>
internal sealed record PartnerCopy(ReadOnlyMemory<byte> Utf8, string? Word)
{
    public bool IsThere => !Utf8.IsEmpty;
}
