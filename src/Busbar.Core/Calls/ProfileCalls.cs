using System.Buffers;
using System.Text.Json;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Microsoft.Extensions.Logging;

namespace Busbar.Core.Calls;

/// <summary>
/// Requests about charging profiles on their way to whoever runs the session: routed, stored, sent with our own response_url, and answered. All versions that
/// have the module say the same, so that bodies go on as they are but for the response_url.
/// </summary>
public sealed class ProfileCalls(
    CallRouter router, IObjectStore objects, IProfileSender sender, ICallStore calls, ProfileBook book, IGatewayAddress address, TimeProvider clock, ILogger<ProfileCalls> logger)
{
    private readonly CallLedger _ledger = new(calls, clock);

    /// <summary>
    /// 1. Validate. 2. Find who runs the session. 3. Answer what needs nobody: an unknown session, one that is over, a party that cannot.
    /// 4. Store the call, so that a result finds its way back whatever happens. 5. Send it with our response_url. 6. Store and pass on the answer.
    /// </summary>
    /// <param name="caller">Who asks. Over OCPI there is a response_url; from the operator API there is none.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellation">Ends the wait, not the request.</param>
    public async Task<(CallAnswer Answer, Call? Call)> SendAsync(Caller caller, SteeringRequest request, CancellationToken cancellation)
    {
        // 1
        var (asked, responseUrl, refusal) = Read(caller, request);
        if (refusal is not null)
        {
            return (refusal, null);
        }

        // 2
        var route = await router.ToSessionOwnerAsync(caller, asked.SessionId, ModuleId.ChargingProfiles, cancellation);
        if (route is CallRoute.Nowhere nowhere)
        {
            return (nowhere.Answer, null);
        }

        // 3
        if (await ShortAnswerAsync(route, asked.SessionId, cancellation) is { } word)
        {
            return (CallAnswer.Success(CommandAnswers.Response(word, TimeSpan.Zero)) with { By = PartyOf(route) }, null);
        }

        // 4
        var partner = route as CallRoute.ToPartner;
        var party = PartyOf(route)!.Value;
        var call = await _ledger.OpenAsync(
            new Call
            {
                Id = Guid.NewGuid(),
                Type = asked.Type,
                From = caller.Connection?.Id,
                FromParty = caller.Party,
                To = partner?.Connection.Id,
                ToParty = party,
                SessionId = asked.SessionId,
                ResponseUrl = responseUrl,
                Version = caller.Version,
                CorrelationId = caller.CorrelationId,
                Request = partner is null ? ForBackend(asked) : default,
                State = CallState.Pending,
                CreatedAt = clock.GetUtcNow(),
            },
            cancellation);

        // 5 and 6. From here on the call is settled even when the asker hangs up.
        var (answer, settled) = partner is null
            ? (CallAnswer.Success(CommandAnswers.Response("ACCEPTED", CallLedger.HostedTimeout)), await _ledger.AwaitResultAsync(call, CallLedger.HostedTimeout, null))
            : await AskAsync(caller, call, partner, asked);
        return (answer with { By = party }, settled);
    }

    private (SteeringRequest Asked, Uri? ResponseUrl, CallAnswer? Refusal) Read(Caller caller, SteeringRequest request)
    {
        var asked = request;
        if (request.Type == ProfileCall.Set)
        {
            var body = caller.Connection is null ? CommandBody.WithResponseUrl(request.Body, address.BaseUrl) : request.Body;
            if (ObjectValidator.Validate(ObjectType.SetChargingProfile, caller.Version, body.Span) is { IsAcceptable: false } invalid)
            {
                return (asked, null, CallAnswer.Invalid(invalid));
            }

            asked = request with { Body = body, ResponseUrl = CommandBody.Read(body).ResponseUrl };
        }

        if (request is { Type: ProfileCall.Get, Duration: <= 0 })
        {
            return (asked, null, CallAnswer.Refused(2001, "/duration: a positive number of seconds is required."));
        }

        Uri? responseUrl = null;
        return caller.Connection is { } connection && ResponseUrls.Objection(connection, asked.ResponseUrl, out responseUrl) is { } objection
            ? (asked, null, CallAnswer.Refused(2001, objection))
            : (asked, responseUrl, null);
    }

    /// <summary>The answer that can be given without asking anybody; null when somebody has to be asked.</summary>
    private async ValueTask<string?> ShortAnswerAsync(CallRoute? route, string sessionId, CancellationToken cancellation)
    {
        if (route is null)
        {
            return "UNKNOWN_SESSION";
        }

        var party = PartyOf(route)!.Value;
        if (await objects.FindAsync(new ObjectKey(ModuleId.Sessions, party, sessionId), cancellation) is { Deleted: false } session
            && ChargingPoint.Of(session.Utf8).Status is "COMPLETED" or "INVALID")
        {
            await book.ForgetAsync(party, sessionId, cancellation);
            return "REJECTED";
        }

        // 2.1.1 has no such module, and a partner of a later version need not have it.
        return route is CallRoute.ToPartner { Connection: var connection }
            && (connection.Version is null or OcpiVersion.V211 || connection.EndpointFor(ModuleId.ChargingProfiles, InterfaceRole.Receiver) is null)
                ? "NOT_SUPPORTED"
                : null;
    }

    private async Task<(CallAnswer Answer, Call? Call)> AskAsync(Caller caller, Call call, CallRoute.ToPartner route, SteeringRequest asked)
    {
        var connection = route.Connection;
        var responseUrl = new Uri($"{address.BaseUrl.AbsoluteUri.TrimEnd('/')}/ocpi/{connection.Version!.Value.Number()}/sender/chargingprofiles/results/{call.Id:N}");
        var leg = new CallLeg(connection, caller.Party, route.Party, caller.CorrelationId) { Module = ModuleId.ChargingProfiles };
        var reply = await (asked.Type switch
        {
            ProfileCall.Get => sender.GetProfileAsync(leg, asked.SessionId, asked.Duration, responseUrl, CancellationToken.None),
            ProfileCall.Set => sender.SetProfileAsync(leg, asked.SessionId, CommandBody.WithResponseUrl(asked.Body, responseUrl), CancellationToken.None),
            _ => sender.ClearProfileAsync(leg, asked.SessionId, responseUrl, CancellationToken.None),
        });
        var (result, timeout, _) = CommandAnswers.Read(reply.Data);
        if (!reply.Succeeded || result is null)
        {
            if (reply is { Outcome: CallOutcome.Answered, HttpStatus: 404 })
            {
                // Some say it with the HTTP status that a session is not theirs (AMB-101).
                var unknown = CallAnswer.Success(CommandAnswers.Response("UNKNOWN_SESSION", TimeSpan.Zero));
                return (unknown, await _ledger.SettleAsync(call, CallState.Completed, "UNKNOWN_SESSION", reply.Message));
            }

            var failure = reply.Succeeded
                ? CallAnswer.Refused(4000, $"The answer of {route.Party} has no ChargingProfileResponse.")
                : CallFailures.Explain(reply, connection);
            logger.LogWarning(
                "{Request} to {Connection} failed: {Outcome}, HTTP {HttpStatus}, OCPI {OcpiStatus}", call.Type, connection.Name, reply.Outcome, reply.HttpStatus, reply.OcpiStatus);
            return (failure, await _ledger.SettleAsync(call, CallState.Failed, null, failure.Message));
        }

        var answer = CallAnswer.Success(CommandAnswers.Bare(reply.Data) is { } bare && timeout is not null ? bare : CommandAnswers.Response(result, TimeSpan.FromSeconds(timeout ?? 0)));
        if (result != "ACCEPTED")
        {
            return (answer, await _ledger.SettleAsync(call, CallState.Completed, result, null));
        }

        var wait = timeout is > 0 ? TimeSpan.FromSeconds(Math.Min(timeout.Value, 3600)) : connection.Profile.CommandResultTimeout;
        return (answer, await _ledger.AwaitResultAsync(call, wait, null));
    }

    /// <summary>What a hosted operator's backend reads.</summary>
    private static ReadOnlyMemory<byte> ForBackend(SteeringRequest asked)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("session_id", asked.SessionId);
            if (asked.Type == ProfileCall.Get)
            {
                writer.WriteNumber("duration", asked.Duration);
            }
            else if (asked.Type == ProfileCall.Set)
            {
                using var body = JsonDocument.Parse(asked.Body);
                writer.WritePropertyName("charging_profile");
                body.RootElement.GetProperty("charging_profile").WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static PartyId? PartyOf(CallRoute? route) => route switch
    {
        CallRoute.ToPartner partner => partner.Party,
        CallRoute.ToHosted hosted => hosted.Party,
        _ => null,
    };
}
