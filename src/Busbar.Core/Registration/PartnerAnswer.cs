using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>A partner's answer to our POST or PUT, and how its oddities are taken.</summary>
internal sealed class PartnerAnswer(PartnerCredentials theirs, OwnCredentials ours, bool first, PartnerLine line)
{
    public Uri? VersionsUrl => theirs.VersionsUrl == ours.VersionsUrl ? null : theirs.VersionsUrl;

    public TokenEncoding Encoding => line.Encoding;

    public bool TrailingSlash => line.TrailingSlash;

    /// <summary>The token to use from now on; null leaves the present one, which only a renewal may.</summary>
    public string? Token(HandshakeRecorder recorder)
    {
        if (theirs.Token is null)
        {
            if (first)
            {
                throw new HandshakeException(HandshakeFault.Unreadable, "The partner's answer holds no token; it may hold us for registered and has to reset the registration.");
            }

            recorder.Note("Tolerated a deviation", true, "The partner's answer holds no new token; the present one stays in use.");
        }

        return theirs.Token;
    }

    /// <summary>The partner's parties. Some partners give us back our own: then what is known of them stays.</summary>
    public (IReadOnlyList<PlatformParty> Parties, PartyId? Hub) PartiesFor(Connection current, HandshakeRecorder recorder)
    {
        var shown = ours.Roles.Select(role => role.Party).ToHashSet();
        if (theirs.Parties.Count > 0 && theirs.Parties.All(party => shown.Contains(party.Party)))
        {
            recorder.Note("Tolerated a deviation", true, "The partner answered with our own parties instead of its own; declare its parties by hand.");
            return (current.Parties.Count > 0 ? current.Parties : current.Declared, current.HubParty);
        }

        return (theirs.Parties, theirs.HubParty);
    }
}
