using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Parties;

/// <summary>Who provides payment terminals. The payments package speaks of a PTP and lists no such role, so platforms announce PTP, PSP or OTHER (AMD-146).</summary>
public static class PaymentParties
{
    /// <summary>The roles of providers, the likeliest first.</summary>
    public static IReadOnlyList<Role> Roles { get; } = [Role.From("PTP"), Role.From("PSP"), Role.Other];

    /// <summary>The party of a platform that its terminals belong to: the first in the likeliest role; else its first.</summary>
    public static PartyId? ProviderAmong(IReadOnlyList<PlatformParty> parties)
    {
        foreach (var role in Roles)
        {
            if (parties.FirstOrDefault(party => party.Role == role) is { } provider)
            {
                return provider.Party;
            }
        }

        return parties.Count > 0 ? parties[0].Party : null;
    }
}
