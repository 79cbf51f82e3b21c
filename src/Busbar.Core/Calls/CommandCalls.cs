using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Microsoft.Extensions.Logging;

namespace Busbar.Core.Calls;

/// <summary>Commands on their way to an operator (CPO): routed, stored, sent with our own response_url, and answered.</summary>
public sealed class CommandCalls(
    CallRouter router, ConnectorRule connectors, CommandPassage passage, ICallSender sender, ICallStore calls, IGatewayAddress address, TimeProvider clock,
    ReservationBook reservations, ILogger<CommandCalls> logger)
{
    private readonly CallLedger _ledger = new(calls, clock);

    /// <summary>
    /// 1. Know and validate the command. 2. Check the token's owner and the response_url. 3. Find the operator.
    /// 4. Store the call, so that a result finds its way back whatever happens. 5. Translate, with our response_url, and send.
    /// 6. Store and pass on the answer.
    /// </summary>
    /// <param name="caller">Who asks. Over OCPI its body holds a response_url; from the operator API it holds none.</param>
    /// <param name="command">The command's name, as in the URL.</param>
    /// <param name="body">The command, in the caller's version.</param>
    /// <param name="cancellation">Ends the wait, not the command.</param>
    public async Task<(CallAnswer Answer, Call? Call)> SendAsync(Caller caller, string command, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var (answer, call) = await TakeAsync(caller, command, body, cancellation);
        return (CommandAnswers.For(caller.Version, answer), call);
    }

    private async Task<(CallAnswer Answer, Call? Call)> TakeAsync(Caller caller, string command, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        // 1
        if (CommandBody.TypeOf(command) is not { } type)
        {
            return (CallAnswer.Success(CommandAnswers.Response("NOT_SUPPORTED", TimeSpan.Zero, $"The command {command} is not known.")), null);
        }

        var asked = caller.Connection is null ? CommandBody.WithResponseUrl(body, address.BaseUrl) : body;
        var validation = ObjectValidator.Validate(type, caller.Version, asked.Span);
        if (!validation.IsAcceptable)
        {
            return (CallAnswer.Invalid(validation), null);
        }

        // 2
        var content = CommandBody.Read(asked);
        if (Objection(caller, content, out var responseUrl) is { } objection)
        {
            return (CallAnswer.Refused(2001, objection), null);
        }

        // 3
        var route = await router.ToOperatorAsync(caller, content, cancellation);
        if (route is null)
        {
            return (NothingNamed(content), null);
        }

        if (route is CallRoute.Nowhere nowhere)
        {
            return (nowhere.Answer, null);
        }

        var operatorParty = route is CallRoute.ToPartner to ? to.Party : ((CallRoute.ToHosted)route).Party;
        if (caller.Connection is null && await connectors.ObjectionAsync(operatorParty, command, content, cancellation) is { } missing)
        {
            return (CallAnswer.Refused(2001, missing), null);
        }

        if (content.ReservationId is { } reservation)
        {
            if (type == ObjectType.CancelReservation && await reservations.IsAnothersAsync(operatorParty, reservation, caller.Party, cancellation))
            {
                return (CallAnswer.Success(CommandAnswers.Response("REJECTED", TimeSpan.Zero, "The reservation is not known.")) with { By = operatorParty }, null);
            }

            if (type == ObjectType.ReserveNow)
            {
                await reservations.RememberAsync(operatorParty, reservation, caller.Party, cancellation);
            }
        }

        // 4
        var partner = route as CallRoute.ToPartner;
        var call = await _ledger.OpenAsync(new Call
        {
            Id = Guid.NewGuid(),
            Type = command,
            From = caller.Connection?.Id,
            FromParty = caller.Party,
            To = partner?.Connection.Id,
            ToParty = operatorParty,
            ResponseUrl = responseUrl,
            Version = caller.Version,
            CorrelationId = caller.CorrelationId,
            Request = partner is null ? await passage.CanonicalAsync(caller, operatorParty, type, asked, cancellation) : default,
            State = CallState.Pending,
            CreatedAt = clock.GetUtcNow(),
        }, cancellation);

        // 5 and 6. From here on the call is settled even when the asker hangs up.
        var (answer, settled) = partner is null
            ? await AwaitHostedAsync(call)
            : await AskPartnerAsync(caller, call, partner, type, asked, content);
        return (answer with { By = operatorParty }, settled);
    }

    private async Task<(CallAnswer Answer, Call? Call)> AskPartnerAsync(Caller caller, Call call, CallRoute.ToPartner route, ObjectType type, ReadOnlyMemory<byte> body, CommandBody content)
    {
        var version = route.Connection.Version ?? caller.Version;
        var translated = await passage.ToOperatorAsync(caller, route, type, body, content);
        if (translated.IsWithheld)
        {
            var why = $"The command cannot be said in OCPI {version.Number()}: {translated.Withheld}";
            return (CallAnswer.Success(CommandAnswers.Response("NOT_SUPPORTED", TimeSpan.Zero, why)), await _ledger.SettleAsync(call, CallState.Completed, "NOT_SUPPORTED", why));
        }

        // A result may arrive before the answer does: the call must already be waiting for it.
        var outgoing = CommandBody.WithResponseUrl(translated.Utf8, ResponseUrl(version, call));
        var reply = await sender.SendCommandAsync(new CallLeg(route.Connection, caller.Party, route.Party, caller.CorrelationId), call.Type, outgoing, CancellationToken.None);
        var (result, timeout, message) = CommandAnswers.Read(reply.Data);
        if (!reply.Succeeded && result is null)
        {
            var failure = CallFailures.Explain(reply, route.Connection);
            // What the partner says of it may name a token, so it is told to the asker only.
            logger.LogWarning(
                "Command {Command} to {Connection} failed: {Outcome}, HTTP {HttpStatus}, OCPI {OcpiStatus}",
                call.Type, route.Connection.Name, reply.Outcome, reply.HttpStatus, reply.OcpiStatus);
            return (failure, await _ledger.SettleAsync(call, CallState.Failed, null, failure.Message));
        }

        if (!reply.Succeeded || result is null)
        {
            // An error status with a decision beside it, or an answer without one, is a rejection: nothing says that the operator took it on.
            var status = reply.Succeeded ? 1000 : CallFailures.Explain(reply, route.Connection).OcpiStatus;
            var said = message ?? reply.Message ?? "The operator's answer has no result.";
            var response = CommandAnswers.Response(result is null or "ACCEPTED" ? "REJECTED" : result, TimeSpan.Zero, said);
            return (new CallAnswer(200, status, said, response), await _ledger.SettleAsync(call, CallState.Completed, "REJECTED", said));
        }

        // 2.1.1 may say at once that its charge point did not answer: later versions take that for a result, which then follows.
        var late = result == "TIMEOUT" && version == OcpiVersion.V211;
        var context = new TranslationContext { CommandTimeout = route.Connection.Profile.CommandResultTimeout };
        var own = version == OcpiVersion.V211 ? CommandAnswers.Result(result) : CommandAnswers.Response(result, TimeSpan.Zero, message);
        var answer = Translator.Translate(ObjectType.CommandResponse, version, caller.Version, CommandAnswers.Bare(reply.Data) ?? own, context);
        var bytes = answer.IsWithheld ? CommandAnswers.Response(result, TimeSpan.FromSeconds(timeout ?? 0), message) : answer.Utf8;
        if (late && caller.Version > OcpiVersion.V211)
        {
            return (CallAnswer.Success(bytes), await _ledger.AwaitResultAsync(call, TimeSpan.Zero, message));
        }

        if (result != "ACCEPTED")
        {
            return (CallAnswer.Success(bytes), await _ledger.SettleAsync(call, CallState.Completed, result, message));
        }

        var wait = timeout is > 0 ? TimeSpan.FromSeconds(Math.Min(timeout.Value, 3600)) : route.Connection.Profile.CommandResultTimeout;
        return (CallAnswer.Success(bytes), await _ledger.AwaitResultAsync(call, wait, message));
    }

    /// <summary>A hosted operator's backend learns of the command through the operator's events, and posts its result there.</summary>
    private async Task<(CallAnswer Answer, Call? Call)> AwaitHostedAsync(Call call) =>
        (CallAnswer.Success(CommandAnswers.Response("ACCEPTED", CallLedger.HostedTimeout)), await _ledger.AwaitResultAsync(call, CallLedger.HostedTimeout, null));

    /// <summary>What speaks against taking the command on; null for nothing.</summary>
    private static string? Objection(Caller caller, CommandBody content, out Uri? responseUrl)
    {
        responseUrl = null;
        if (caller.Connection is not { } connection)
        {
            return content.TokenParty is { } hosted && hosted != caller.Party ? $"/token: the token of {hosted} cannot be used by {caller.Party}." : null;
        }

        // A hub speaks for parties that it need not have told us of.
        if (content.TokenParty is { } owner && !connection.Hosts(owner) && (connection.HubParty is null || owner != caller.Party))
        {
            return $"/token: the token belongs to {owner}, which is not a party of this connection.";
        }

        return ResponseUrls.Objection(connection, content.ResponseUrl, out responseUrl);
    }

    private static CallAnswer NothingNamed(CommandBody content) => content switch
    {
        { LocationId: not null } => new CallAnswer(200, 2003, "The location is not known.", CommandAnswers.Response("REJECTED", TimeSpan.Zero, "The location is not known.")),
        { SessionId: not null } => CallAnswer.Success(CommandAnswers.Response("UNKNOWN_SESSION", TimeSpan.Zero, "The session is not known.")),
        _ => CallAnswer.Refused(2001, "The operator cannot be told from the command: address it with the OCPI-to headers."),
    };

    private Uri ResponseUrl(OcpiVersion version, Call call) =>
        new($"{address.BaseUrl.AbsoluteUri.TrimEnd('/')}/ocpi/{version.Number()}/sender/commands/{call.Type}/{call.Id:N}");
}
