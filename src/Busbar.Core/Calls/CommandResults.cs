using System.Collections.Concurrent;
using System.Text;
using Busbar.Core.Connections;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Microsoft.Extensions.Logging;

namespace Busbar.Core.Calls;

/// <summary>Asynchronous results of commands: taken from the operator (CPO), stored, and passed on to the asker's own response_url until it has them.</summary>
public sealed class CommandResults(
    ConnectionDirectory directory, ICallSender sender, ICallStore calls, TimeProvider clock, ILogger<CommandResults> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>How long a result is still worth passing on after it came.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(15);

    /// <summary>Attempts that are under way, so that the sweep sends no result a second time while its asker thinks about the first.</summary>
    private readonly ConcurrentDictionary<(Guid Call, string? Result), bool> _underWay = [];

    /// <summary>A result that a partner posts to our response_url.</summary>
    /// <returns>The answer to the partner, given after the result is stored.</returns>
    public async Task<CallAnswer> ReceiveAsync(Connection from, OcpiVersion version, string command, string callId, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (!Guid.TryParse(callId, out var id) || await calls.FindAsync(id, cancellation) is not { } call || call.To != from.Id || call.Type != command)
        {
            return CallAnswer.Refused(2001, "No command of this platform awaits a result here.", 404);
        }

        if (CommandAnswers.Bare(body) is not { } bare)
        {
            return CallAnswer.Refused(2001, "The body is not a CommandResult object.");
        }

        // 2.1.1 has one object for both answers.
        var validation = ObjectValidator.Validate(version == OcpiVersion.V211 ? ObjectType.CommandResponse : ObjectType.CommandResult, version, bare);
        var (result, _, message) = CommandAnswers.Read(bare);
        if (!validation.IsAcceptable || result is null)
        {
            return CallAnswer.Invalid(validation);
        }

        // A repetition is answered alike; the first result stands. A reservation may be cancelled after it was made.
        await TakeAsync(
            call.Id,
            present => present.State is not (CallState.Completed or CallState.ForwardingResult) || present.ResultIsOurs
                || (result == "CANCELED_RESERVATION" && present.Result != result && present.Response == "ACCEPTED"),
            result, message, Canonical(version, bare), cancellation);
        return CallAnswer.Success(default);
    }

    /// <summary>A result that a hosted operator's backend posts through the operator API. False when no call awaits it.</summary>
    public Task<bool> ReceiveHostedAsync(Guid id, string result, string? message, CancellationToken cancellation) =>
        ReceiveHostedAsync(id, result, message, null, cancellation);

    /// <summary>The same with the result as a document, canonical JSON.</summary>
    internal Task<bool> ReceiveHostedAsync(Guid id, string result, string? message, string? document, CancellationToken cancellation) =>
        TakeAsync(id, present => present is { To: null } and ({ State: CallState.AwaitingResult } or { ResultIsOurs: true }), result, message, document, cancellation);

    /// <summary>
    /// Ends calls whose result is overdue, and passes on results that their asker could not take before. Called again and again; it does not wait
    /// for the askers, so that a slow one holds up nobody else.
    /// </summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        foreach (var call in await calls.ListOverdueAsync(now, cancellation))
        {
            switch (call.State)
            {
                case CallState.Pending:
                    await calls.ChangeAsync(call.Id, present => GivenUp(present, now), cancellation);
                    break;
                case CallState.AwaitingResult when ProfileCall.ResultOf(call.Type) is not null:
                    await calls.ChangeAsync(call.Id, present => Unanswered(present, now), cancellation);
                    break;
                case CallState.AwaitingResult
                    when await TakeAsync(call.Id, present => present.State == CallState.AwaitingResult, "TIMEOUT", "The operator gave no result in time.", null, cancellation, ours: true):
                    logger.LogWarning("No result of {Command} {Call} came in time", call.Type, call.Id);
                    break;
                case CallState.ForwardingResult:
                    Forward(call);
                    break;
            }
        }
    }

    /// <summary>The result as it is kept until it is passed on: with all its messages and what the standard does not know.</summary>
    private static string? Canonical(OcpiVersion version, byte[] result) =>
        Translator.Translate(ObjectType.CommandResult, version, OcpiVersion.V230, result) is { IsWithheld: false } translated ? Encoding.UTF8.GetString(translated.Utf8.Span) : null;

    private static Call? GivenUp(Call present, DateTimeOffset now) => present.State != CallState.Pending
        ? null
        : present with { State = CallState.Failed, Request = default, ResultDueAt = null, CompletedAt = now, Message = "The gateway ended before the operator answered." };

    /// <summary>Charging profiles know no result that says "none came": the asker, who was told how long it may take, concludes it.</summary>
    private static Call? Unanswered(Call present, DateTimeOffset now) => present.State != CallState.AwaitingResult
        ? null
        : present with { State = CallState.Failed, Request = default, ResultDueAt = null, CompletedAt = now, ResultIsOurs = true, Message = "The operator gave no result in time." };

    /// <summary>Stores a result and starts passing it on; false when the call awaits none.</summary>
    internal async Task<bool> TakeAsync(
        Guid id, Func<Call, bool> awaited, string result, string? message, string? document, CancellationToken cancellation, bool ours = false)
    {
        var now = clock.GetUtcNow();
        var taken = await calls.ChangeAsync(
            id,
            present => !awaited(present)
                ? null
                : present with
                {
                    Result = result,
                    ResultDocument = document,
                    ResultIsOurs = ours,
                    Message = message ?? (present.ResultIsOurs ? "The result came late." : present.Message),
                    Request = default,
                    CompletedAt = now,
                    State = present.ResponseUrl is null ? CallState.Completed : CallState.ForwardingResult,
                    ResultDueAt = present.ResponseUrl is null ? null : now + RetryAfter,
                },
            cancellation);
        if (taken is { State: CallState.ForwardingResult })
        {
            Forward(taken);
        }

        return taken is not null;
    }

    /// <summary>Starts one attempt, unless one is under way. The result is stored: should the attempt fail or the process end, the sweep takes over.</summary>
    private void Forward(Call call)
    {
        if (_underWay.TryAdd((call.Id, call.Result), true))
        {
            _ = Task.Run(() => ForwardAsync(call));
        }
    }

    private async Task ForwardAsync(Call call)
    {
        try
        {
            if (call.From is not { } id || directory.Current.Find(id) is not { } asker)
            {
                await FailAsync(call, "the asker is not known any more");
                return;
            }

            if (asker.State != ConnectionState.Connected)
            {
                await PostponeAsync(call, "the asker is not connected");
                return;
            }

            var leg = new CallLeg(asker, call.ToParty, call.FromParty, call.CorrelationId)
            {
                Module = ProfileCall.ResultOf(call.Type) is null ? ModuleId.Commands : ModuleId.ChargingProfiles,
            };
            if (Body(call, out var unsayable) is not { } body)
            {
                logger.LogWarning("The result {Result} of {Command} {Call} is not passed on: {Reason}", call.Result, call.Type, call.Id, unsayable);
                await ChangeAsync(call, present => present with { State = CallState.Completed, ResultDueAt = null, Message = $"{call.Result} was not passed on: {unsayable}" });
                return;
            }

            var reply = await sender.PostResultAsync(leg, call.ResponseUrl!, body, CancellationToken.None);
            if (reply.Succeeded || (reply.Outcome == CallOutcome.Answered && reply.HttpStatus is < 500 and not (401 or 408 or 429)))
            {
                var refused = reply.Succeeded ? null : $"The asker refused the result [{reply.OcpiStatus ?? reply.HttpStatus}].";
                await ChangeAsync(call, present => present with { State = CallState.Completed, ResultDueAt = null, Message = refused ?? present.Message });
                return;
            }

            await PostponeAsync(call, reply.Outcome == CallOutcome.Answered ? $"the asker failed [HTTP {reply.HttpStatus}]" : $"the asker is {reply.Outcome}");
        }
        catch (Exception exception)
        {
            // Nobody waits for this attempt: what it throws ends here, and the sweep tries again.
            logger.LogError(exception, "The result of {Command} {Call} could not be passed on; it is tried again", call.Type, call.Id);
        }
        finally
        {
            _underWay.TryRemove((call.Id, call.Result), out _);
        }
    }

    /// <summary>The result in the asker's version; null when that has no word for it.</summary>
    private static ReadOnlyMemory<byte>? Body(Call call, out string? unsayable)
    {
        unsayable = null;
        var own = call.ResultDocument is { } document ? Encoding.UTF8.GetBytes(document) : CommandAnswers.Result(call.Result!, call.Message);
        if (ProfileCall.ResultOf(call.Type) is not null)
        {
            return own; // the same in every version that has them
        }

        var translated = Translator.Translate(ObjectType.CommandResult, OcpiVersion.V230, call.Version, own);
        unsayable = translated.Withheld;
        return unsayable is null ? translated.Utf8 : call.Version > OcpiVersion.V211 ? CommandAnswers.Result(call.Result!, call.Message) : null;
    }

    private async Task FailAsync(Call call, string why)
    {
        logger.LogWarning("The result of {Command} {Call} is not passed on: {Reason}", call.Type, call.Id, why);
        await ChangeAsync(call, present => present with { State = CallState.Failed, ResultDueAt = null, Message = $"The result {call.Result} could not be passed on: {why}." });
    }

    private async Task PostponeAsync(Call call, string why)
    {
        var now = clock.GetUtcNow();
        var late = now - (call.CompletedAt ?? call.CreatedAt) > GiveUpAfter;
        logger.LogWarning("The result of {Command} {Call} could not be passed on: {Reason}", call.Type, call.Id, why);
        await ChangeAsync(call, present => late
            ? present with { State = CallState.Failed, ResultDueAt = null, Message = $"The result {call.Result} could not be passed on: {why}." }
            : present with { ResultDueAt = now + RetryAfter });
    }

    /// <summary>Changes the call as long as it is this result that is to be passed on: a later one has its own attempt.</summary>
    private ValueTask<Call?> ChangeAsync(Call call, Func<Call, Call> change) => calls.ChangeAsync(
        call.Id, present => present.State == CallState.ForwardingResult && present.Result == call.Result ? change(present) : null, CancellationToken.None);
}
