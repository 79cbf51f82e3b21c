using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tokens;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Simulator.Charging;
using Busbar.Simulator.Platforms;

namespace Busbar.Simulator.Cpo;

/// <summary>Whether a card opens a charge point: the operator asks its provider, or looks into the list of tokens that it was given, as the token's whitelist says.</summary>
internal sealed class TokenCheck(SimulatedPlatform platform, CommandedTokens commanded)
{
    /// <summary>How the session begins; null, and why not, when it does not.</summary>
    public async Task<(SessionStart? Start, string? Refusal)> CheckAsync(Token shown, ChargingPlace place, CancellationToken cancellation)
    {
        if (commanded.Find(place, shown) is { } command)
        {
            return (command, null);
        }

        var provider = new PartyId(shown.CountryCode, shown.PartyId);
        var listed = platform.Copies.Find(ModuleId.Tokens, provider, shown.Uid) is { } utf8 ? platform.Read<Token>(ObjectType.Token, utf8, provider) : null;
        if (listed?.Whitelist == WhitelistType.Always)
        {
            return FromList(listed);
        }

        var references = new LocationReferences { LocationId = place.Location.Id, EvseUids = [place.Evse.Uid] };
        var answer = await platform.Client.AuthorizeAsync(
            shown.Uid, shown.Type.Value, platform.Write(ObjectType.LocationReferences, references), new() { To = provider }, cancellation);
        if (answer.Failure is OcpiFailure.Unreachable or OcpiFailure.Timeout && listed?.Whitelist == WhitelistType.AllowedOffline)
        {
            return FromList(listed);
        }

        var info = answer.IsSuccess
            ? platform.Read<AuthorizationInfo>(ObjectType.AuthorizationInfo, answer.Data, provider, new RequestedToken(shown.Uid, shown.Type))
            : null;
        return info?.Allowed == AllowedType.Allowed
            ? (new SessionStart(info.Token, AuthMethod.AuthRequest, info.AuthorizationReference), null)
            : (null, info?.Allowed.Value ?? answer.Describe());
    }

    private static (SessionStart? Start, string? Refusal) FromList(Token listed) =>
        listed.Valid ? (new SessionStart(listed, AuthMethod.Whitelist, null), null) : (null, "the list says that it is not valid");
}
