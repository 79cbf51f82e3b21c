using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Parties;

/// <summary>Who provides payment terminals. The payments package speaks of a PTP and lists no such role, so platforms announce PTP, PSP or OTHER (AMD-146).</summary>
public static class PaymentParties
{
    /// <summary>The role that the package describes.</summary>
    public static Role Ptp { get; } = Role.From("PTP");

    private static readonly Role[] Providers = [Ptp, Role.From("PSP"), Role.Other];

    /// <summary>Whether a party in this role may be one.</summary>
    public static bool IsProvider(Role role) => Providers.Contains(role);

    /// <summary>The party of a platform that its terminals belong to: the first in the likeliest role; else its first.</summary>
    public static PartyId? ProviderAmong(IReadOnlyList<PlatformParty> parties)
    {
        foreach (var role in Providers)
        {
            if (parties.FirstOrDefault(party => party.Role == role) is { } provider)
            {
                return provider.Party;
            }
        }

        return parties.Count > 0 ? parties[0].Party : null;
    }
}
