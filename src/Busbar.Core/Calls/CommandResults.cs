using Busbar.Core.Connections;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Microsoft.Extensions.Logging;

namespace Busbar.Core.Calls;

/// <summary>Asynchronous results of commands: taken from the operator (CPO), stored, and passed on to the asker's own response_url until it has them.</summary>
public sealed class CommandResults(
    ConnectionDirectory directory, ICallSender sender, ICallStore calls, TimeProvider clock, ILogger<CommandResults> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>How long after a command its result is still worth passing on.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(15);

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

        var validation = ObjectValidator.Validate(ObjectType.CommandResult, version, bare);
        var (result, _, message) = CommandAnswers.Read(bare);
        if (!validation.IsAcceptable || result is null)
        {
            return CallAnswer.Refused(2001, CallFindings.Describe(validation));
        }

        if (call.State is CallState.Completed or CallState.ForwardingResult && result != "CANCELED_RESERVATION")
        {
            return CallAnswer.Success(default); // a repetition; the first result stands
        }

        await TakeAsync(call, result, message, cancellation);
        return CallAnswer.Success(default);
    }

    /// <summary>A result that a hosted operator's backend posts through the operator API. False when no call awaits it.</summary>
    public async Task<bool> ReceiveHostedAsync(Guid id, string result, string? message, CancellationToken cancellation)
    {
        if (await calls.FindAsync(id, cancellation) is not { To: null, State: CallState.AwaitingResult } call)
        {
            return false;
        }

        await TakeAsync(call, result, message, cancellation);
        return true;
    }

    /// <summary>Ends calls whose result is overdue, and passes on results that their asker could not take before. Called again and again.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        foreach (var call in await calls.ListOverdueAsync(clock.GetUtcNow(), cancellation))
        {
            if (call.State == CallState.AwaitingResult)
            {
                logger.LogWarning("No result of {Command} {Call} came in time", call.Type, call.Id);
                await TakeAsync(call, "TIMEOUT", "The operator gave no result in time.", cancellation);
            }
            else if (call.State == CallState.ForwardingResult)
            {
                await ForwardAsync(call, cancellation);
            }
        }
    }

    private async Task TakeAsync(Call call, string result, string? message, CancellationToken cancellation)
    {
        var taken = call with
        {
            Result = result,
            Message = message ?? call.Message,
            Request = default,
            CompletedAt = clock.GetUtcNow(),
            State = call.ResponseUrl is null ? CallState.Completed : CallState.ForwardingResult,
            ResultDueAt = call.ResponseUrl is null ? null : clock.GetUtcNow() + RetryAfter,
        };
        await calls.SaveAsync(taken, cancellation);
        if (taken.State == CallState.ForwardingResult)
        {
            // The result is stored: should this attempt fail or the process end, the sweep takes over.
            _ = Task.Run(() => ForwardAsync(taken, CancellationToken.None), CancellationToken.None);
        }
    }

    private async Task ForwardAsync(Call call, CancellationToken cancellation)
    {
        try
        {
            if (call.From is not { } id || directory.Current.Find(id) is not { State: ConnectionState.Connected } asker)
            {
                await PostponeAsync(call, "the asker is not connected", cancellation);
                return;
            }

            var own = CommandAnswers.Result(call.Result!, call.Message);
            var body = Translator.Translate(ObjectType.CommandResult, OcpiVersion.V230, call.Version, own);
            var leg = new CallLeg(asker, call.ToParty, call.FromParty, call.CorrelationId);
            var reply = await sender.PostResultAsync(leg, call.ResponseUrl!, body.IsWithheld ? own : body.Utf8, cancellation);
            if (reply.Succeeded || (reply.Outcome == CallOutcome.Answered && reply.HttpStatus < 500))
            {
                var refused = reply.Succeeded ? null : $"The asker refused the result [{reply.OcpiStatus ?? reply.HttpStatus}].";
                await calls.SaveAsync(call with { State = CallState.Completed, ResultDueAt = null, Message = refused ?? call.Message }, cancellation);
                return;
            }

            await PostponeAsync(call, reply.Message ?? reply.Outcome.ToString(), cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError(exception, "The result of {Command} {Call} could not be passed on; it is tried again", call.Type, call.Id);
        }
    }

    private async Task PostponeAsync(Call call, string why, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var late = now - call.CreatedAt > GiveUpAfter;
        logger.LogWarning("The result of {Command} {Call} could not be passed on: {Reason}", call.Type, call.Id, why);
        await calls.SaveAsync(
            late
                ? call with { State = CallState.Failed, ResultDueAt = null, Message = $"The result {call.Result} could not be passed on: {why}." }
                : call with { ResultDueAt = now + RetryAfter },
            cancellation);
    }
}
