using System.Text;
using System.Text.Json.Nodes;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Calls;

/// <summary>Results of requests about charging profiles: stored, remembered where a profile was set, and passed on to the asker.</summary>
public sealed class ProfileResults(CommandResults results, ICallStore calls, ProfileBook book)
{
    /// <summary>A result that a partner posts to our response_url.</summary>
    public async Task<CallAnswer> ReceiveAsync(Connection from, OcpiVersion version, string callId, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (!Guid.TryParse(callId, out var id) || await calls.FindAsync(id, cancellation) is not { } call || call.To != from.Id
            || ProfileCall.ResultOf(call.Type) is not { } type)
        {
            return CallAnswer.Refused(2001, "No request about a charging profile awaits a result of this platform here.", 404);
        }

        if (CommandAnswers.Bare(body) is not { } bare)
        {
            return CallAnswer.Refused(2001, $"The body is not a {type} object.");
        }

        var validation = ObjectValidator.Validate(type, version, bare);
        if (!validation.IsAcceptable || CommandAnswers.Read(bare).Result is not { } result)
        {
            return CallAnswer.Invalid(validation);
        }

        // Whoever set a profile is told of changes from now on. Noted before the result is taken: what comes twice is noted once.
        await RememberAsync(call, result, cancellation);
        await results.TakeAsync(
            call.Id, present => present.State is not (CallState.Completed or CallState.ForwardingResult) || present.ResultIsOurs,
            result, null, Encoding.UTF8.GetString(bare), cancellation);
        return CallAnswer.Success(default);
    }

    /// <summary>A result that a hosted operator's backend posts through the operator API. False when no call awaits it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="result">ACCEPTED, REJECTED or UNKNOWN.</param>
    /// <param name="profile">ActiveChargingProfile, canonical JSON, where that was asked for.</param>
    /// <param name="message">For the operator of this gateway: the module has no place for it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<bool> ReceiveHostedAsync(Call call, string result, JsonNode? profile, string? message, CancellationToken cancellation)
    {
        var document = new JsonObject { ["result"] = result };
        if (profile is not null)
        {
            document["profile"] = profile;
        }

        if (!await results.ReceiveHostedAsync(call.Id, result, message, document.ToJsonString(), cancellation))
        {
            return false;
        }

        await RememberAsync(call, result, cancellation);
        return true;
    }

    private async ValueTask RememberAsync(Call call, string result, CancellationToken cancellation)
    {
        if (call is { Type: ProfileCall.Set, SessionId: { } session } && result == "ACCEPTED")
        {
            await book.RememberAsync(call.ToParty, session, new Steerer(call.FromParty, call.From), cancellation);
        }
    }
}
