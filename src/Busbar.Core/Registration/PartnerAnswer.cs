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

    /// <summary>The partner's parties. Some partners give us back those that we showed them: then what is known of them stays.</summary>
    public (IReadOnlyList<PlatformParty> Parties, PartyId? Hub) PartiesFor(Connection current, ConnectionSnapshot snapshot, HandshakeRecorder recorder)
    {
        var shown = ours.Roles.Select(role => role.Party).ToHashSet();
        if (theirs.Parties.Count > 0 && theirs.Parties.All(party => shown.Contains(party.Party)))
        {
            recorder.Note("Tolerated a deviation", true, Explain(current, snapshot));
            return (current.Parties.Count > 0 ? current.Parties : current.Declared, current.HubParty);
        }

        return (theirs.Parties, theirs.HubParty);
    }

    /// <summary>A party that we showed may be another connection's: then the partner repeated what it saw, or it claims a party that moved to it.</summary>
    private string Explain(Connection current, ConnectionSnapshot snapshot)
    {
        foreach (var party in theirs.Parties)
        {
            if (snapshot.OwnerOf(party.Party) is { Connection: { } owner } && owner.Id != current.Id)
            {
                return $"The partner answered with party {party.Party}, which belongs to the connection \"{owner.Name}\" and which we had shown it; it was not taken. Where the party moved to this "
                    + $"partner, release it there (DELETE /api/connections/{owner.Id}/parties/{party.Party}) and rotate this connection; where the partner only repeats what it was shown, declare its own parties by hand.";
            }
        }

        return "The partner answered with our own parties instead of its own; declare its parties by hand.";
    }
}
