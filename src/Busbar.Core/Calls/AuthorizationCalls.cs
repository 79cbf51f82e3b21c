using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Microsoft.Extensions.Logging;

namespace Busbar.Core.Calls;

/// <summary>Real-time authorization: a CPO asks, the token's eMSP decides, and the answer goes back in the asker's version.</summary>
public sealed class AuthorizationCalls(
    CallRouter router, HostedAuthorization hosted, ICallSender sender, ICallStore calls, ObjectTranslator translator, ChargeBook charges, TimeProvider clock,
    ILogger<AuthorizationCalls> logger)
{
    /// <summary>
    /// 1. Validate the location references. 2. Find the token's provider. 3. Translate and ask it, or decide for a hosted one.
    /// 4. Check and translate the answer. 5. Keep a record without the token.
    /// </summary>
    public async Task<CallAnswer> AuthorizeAsync(Caller caller, string uid, string? tokenType, ReadOnlyMemory<byte> locationReferences, CancellationToken cancellation)
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
        var type = await router.TokenTypeAsync(caller, uid, tokenType, cancellation);
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
            var places = new TranslationContext { Owner = caller.Party };
            var translated = await translator.TranslateAsync(ObjectType.LocationReferences, caller.Version, version, body, places, cancellation);
            if (translated.IsWithheld)
            {
                return CallAnswer.Refused(4000, $"The location references cannot be said in OCPI {version.Number()}: {translated.Withheld}");
            }

            body = translated.Utf8;
        }

        var reply = await sender.AuthorizeAsync(
            new CallLeg(route.Connection, caller.Party, route.Party, caller.CorrelationId), uid, TypeIn(version, type), body, cancellation);

        // 4
        if (!reply.Succeeded)
        {
            // A provider says "unknown token" with HTTP 404, with 2004, or both; the asker gets both.
            return reply.Outcome == CallOutcome.Answered && (reply.HttpStatus == 404 || reply.OcpiStatus == 2004 || IsUnknownIn211(version, reply))
                ? CallAnswer.Refused(2004, "The provider does not know this token.", 404)
                : CallFailures.Explain(reply, route.Connection);
        }

        var validation = ObjectValidator.Validate(ObjectType.AuthorizationInfo, version, reply.Data.Span);
        if (!validation.IsAcceptable && AuthorizationAnswers.ReadAllowed(reply.Data) is null)
        {
            logger.LogWarning("The authorization answer of {Connection} cannot be used: {Findings}", route.Connection.Name, CallFindings.Describe(validation));
            return CallAnswer.Refused(4000, $"The answer of {route.Party} cannot be used: it has no readable decision.");
        }

        await NoteAsync(caller, route.Party, reply.Data, locationReferences);
        var context = new TranslationContext
        {
            Owner = route.Party,
            RequestedToken = new RequestedToken(uid, TokenType.From(type ?? TokenKey.DefaultType)),
            Issuer = route.Connection.Parties.FirstOrDefault(party => party.Party == route.Party)?.Name,
        };
        var answer = await translator.TranslateAsync(ObjectType.AuthorizationInfo, version, caller.Version, reply.Data, context, cancellation, caller.Party);
        return answer.IsWithheld
            ? CallAnswer.Refused(4000, $"The answer of {route.Party} cannot be said in OCPI {caller.Version.Number()}: {answer.Withheld}")
            : CallAnswer.Success(answer.Utf8);
    }

    /// <summary>The type of a token as a version knows it; 2.1.1 knows RFID and OTHER.</summary>
    private static string? TypeIn(OcpiVersion version, string? type) => version switch
    {
        OcpiVersion.V211 when type is not null && type != TokenKey.DefaultType => "OTHER",
        OcpiVersion.V22 or OcpiVersion.V221 when type == "EMAID" => "OTHER",
        _ => type,
    };

    /// <summary>2.1.1 has no status for it: whoever does not answer 404 refuses without data (X-AUT-5).</summary>
    private static bool IsUnknownIn211(OcpiVersion version, CallReply reply) =>
        version == OcpiVersion.V211 && reply is { OcpiStatus: >= 2000 and < 3000 and not 2002, Data.IsEmpty: true };

    /// <summary>An operator of 2.1.1 is not told the token and the reference, and cannot repeat them: they are kept for its Session and CDR (X-AUT-3).</summary>
    private async Task NoteAsync(Caller caller, PartyId provider, ReadOnlyMemory<byte> answer, ReadOnlyMemory<byte> locationReferences)
    {
        if (caller.Version > OcpiVersion.V211 || AuthorizationAnswers.ReadAllowed(answer) != "ALLOWED")
        {
            return;
        }

        using var document = JsonDocument.Parse(answer);
        if (document.RootElement.TryGetProperty("token", out var element) && DriverToken.Read(provider, element) is { } token)
        {
            var charge = AgreedCharge.Of(token) with
            {
                Reference = TextMember.Read(answer.Span, "authorization_reference"),
                LocationId = locationReferences.IsEmpty ? null : TextMember.Read(locationReferences.Span, "location_id"),
            };
            await charges.NoteAsync(caller.Party, charge, CancellationToken.None);
        }
    }
}
