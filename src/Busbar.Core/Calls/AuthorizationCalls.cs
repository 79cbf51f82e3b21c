using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Microsoft.Extensions.Logging;

namespace Busbar.Core.Calls;

/// <summary>Real-time authorization: a CPO asks, the token's eMSP decides, and the answer goes back in the asker's version.</summary>
public sealed class AuthorizationCalls(
    CallRouter router, HostedAuthorization hosted, ICallSender sender, ICallStore calls, TimeProvider clock, ILogger<AuthorizationCalls> logger)
{
    /// <summary>
    /// 1. Validate the location references. 2. Find the token's provider. 3. Translate and ask it, or decide for a hosted one.
    /// 4. Check and translate the answer. 5. Keep a record without the token.
    /// </summary>
    public async Task<CallAnswer> AuthorizeAsync(Caller caller, string uid, string? type, ReadOnlyMemory<byte> locationReferences, CancellationToken cancellation)
    {
        // 1
        if (!locationReferences.IsEmpty)
        {
            var validation = ObjectValidator.Validate(ObjectType.LocationReferences, caller.Version, locationReferences.Span);
            if (!validation.IsAcceptable)
            {
                return CallAnswer.Invalid(validation);
            }
        }

        // 2
        var route = await router.ToTokenOwnerAsync(caller, uid, type, cancellation);
        var started = clock.GetUtcNow();
        Guid? to = null;
        PartyId party = default;
        CallAnswer answer;
        switch (route)
        {
            case CallRoute.ToPartner partner:
                (to, party) = (partner.Connection.Id, partner.Party);
                answer = await AskAsync(caller, partner, uid, type, locationReferences, cancellation);
                break;
            case CallRoute.ToHosted own:
                party = own.Party;
                answer = await hosted.AuthorizeAsync(caller, own.Party, uid, type, locationReferences, cancellation);
                break;
            default:
                return ((CallRoute.Nowhere)route).Answer;
        }

        // 5
        await calls.SaveAsync(
            new Call
            {
                Id = Guid.CreateVersion7(),
                Type = "AUTHORIZE",
                From = caller.Connection?.Id,
                FromParty = caller.Party,
                To = to,
                ToParty = party,
                Version = caller.Version,
                CorrelationId = caller.CorrelationId,
                State = answer.OcpiStatus < 2000 ? CallState.Completed : CallState.Failed,
                Response = AuthorizationAnswers.ReadAllowed(answer.Data),
                Message = answer.Message,
                CreatedAt = started,
                CompletedAt = clock.GetUtcNow(),
            },
            CancellationToken.None);
        return answer with { By = party };
    }

    private async Task<CallAnswer> AskAsync(
        Caller caller, CallRoute.ToPartner route, string uid, string? type, ReadOnlyMemory<byte> locationReferences, CancellationToken cancellation)
    {
        // 3
        var version = route.Connection.Version ?? caller.Version;
        var body = locationReferences;
        if (!body.IsEmpty)
        {
            var translated = Translator.Translate(ObjectType.LocationReferences, caller.Version, version, body);
            if (translated.IsWithheld)
            {
                return CallAnswer.Refused(4000, $"The location references cannot be said in OCPI {version.Number()}: {translated.Withheld}");
            }

            body = translated.Utf8;
        }

        var reply = await sender.AuthorizeAsync(new CallLeg(route.Connection, caller.Party, route.Party, caller.CorrelationId), uid, type, body, cancellation);

        // 4
        if (!reply.Succeeded)
        {
            // A provider says "unknown token" with HTTP 404, with 2004, or both; the asker gets both.
            return reply.Outcome == CallOutcome.Answered && (reply.HttpStatus == 404 || reply.OcpiStatus == 2004)
                ? CallAnswer.Refused(2004, "The provider does not know this token.", 404)
                : CallFailures.Explain(reply, route.Connection);
        }

        var validation = ObjectValidator.Validate(ObjectType.AuthorizationInfo, version, reply.Data.Span);
        if (!validation.IsAcceptable && AuthorizationAnswers.ReadAllowed(reply.Data) is null)
        {
            logger.LogWarning("The authorization answer of {Connection} cannot be used: {Findings}", route.Connection.Name, CallFindings.Describe(validation));
            return CallAnswer.Refused(4000, $"The answer of {route.Party} cannot be used: it has no readable decision.");
        }

        var answer = Translator.Translate(ObjectType.AuthorizationInfo, version, caller.Version, reply.Data);
        return answer.IsWithheld
            ? CallAnswer.Refused(4000, $"The answer of {route.Party} cannot be said in OCPI {caller.Version.Number()}: {answer.Withheld}")
            : CallAnswer.Success(answer.Utf8);
    }
}
