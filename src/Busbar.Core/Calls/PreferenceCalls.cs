using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Calls;

/// <summary>A driver's charging preferences on their way from the eMSP to the CPO of a session.</summary>
public sealed class PreferenceCalls(CallRouter router, IObjectStore objects, ICallSender sender, HostedPreferences backend)
{
    public async Task<CallAnswer> SetAsync(Caller caller, string sessionId, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var validation = ObjectValidator.Validate(ObjectType.ChargingPreferences, caller.Version, body.Span);
        if (!validation.IsAcceptable)
        {
            return CallAnswer.Invalid(validation);
        }

        switch (await router.ToSessionOwnerAsync(caller, sessionId, ModuleId.Sessions, cancellation))
        {
            case null:
                return CallAnswer.Refused(2001, "The session is not known.", 404);
            case CallRoute.Nowhere nowhere:
                return nowhere.Answer;
            case CallRoute.ToHosted hosted:
                return await ObjectionAsync(hosted.Party, sessionId, cancellation)
                    ?? await backend.AskAsync(caller, hosted.Party, sessionId, body, cancellation) with { By = hosted.Party };
            case CallRoute.ToPartner { Connection.Version: OcpiVersion.V211 } old:
                return CallAnswer.Refused(2001, $"{old.Party} takes no charging preferences.", 404);
            case CallRoute.ToPartner route when await ObjectionAsync(route.Party, sessionId, cancellation) is { } objection:
                return objection;
            case CallRoute.ToPartner route:
                return await AskAsync(caller, route, sessionId, body, cancellation) with { By = route.Party };
            default:
                throw new InvalidOperationException("A route that nobody handles.");
        }
    }

    /// <summary>
    /// What speaks against asking, as far as it is known here: the session is over, or its EVSE takes no preferences. An unknown session or
    /// place is for its operator to judge.
    /// </summary>
    private async ValueTask<CallAnswer?> ObjectionAsync(PartyId owner, string sessionId, CancellationToken cancellation)
    {
        if (await objects.FindAsync(new ObjectKey(ModuleId.Sessions, owner, sessionId), cancellation) is not { Deleted: false } session)
        {
            return null;
        }

        var charging = ChargingPoint.Of(session.Utf8);
        if (charging.Status is "COMPLETED" or "INVALID")
        {
            return CallAnswer.Refused(2001, "The session is over.");
        }

        if (charging is not { LocationId: { } locationId, EvseUid: { } evseUid }
            || await objects.FindAsync(new ObjectKey(ModuleId.Locations, owner, locationId), cancellation) is not { Deleted: false } location)
        {
            return null;
        }

        return ChargingPoint.TakesPreferences(location.Utf8, evseUid)
            ? null
            : CallAnswer.Refused(2001, "The EVSE of the session takes no charging preferences.", 404);
    }

    private async Task<CallAnswer> AskAsync(Caller caller, CallRoute.ToPartner route, string sessionId, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var version = route.Connection.Version ?? caller.Version;
        var translated = Translator.Translate(ObjectType.ChargingPreferences, caller.Version, version, body);
        if (translated.IsWithheld)
        {
            return CallAnswer.Refused(4000, $"The preferences cannot be said in OCPI {version.Number()}: {translated.Withheld}");
        }

        var reply = await sender.SetChargingPreferencesAsync(new CallLeg(route.Connection, caller.Party, route.Party, caller.CorrelationId), sessionId, translated.Utf8, cancellation);
        if (!reply.Succeeded)
        {
            return CallFailures.Explain(reply, route.Connection);
        }

        return IsWord(reply.Data)
            ? CallAnswer.Success(reply.Data)
            : CallAnswer.Refused(4000, $"The answer of {route.Party} has no ChargingPreferencesResponse.");
    }

    private static bool IsWord(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.String;
        }
        catch (JsonException)
        {
            return false; // the caller reports an unusable answer
        }
    }
}
