using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Connections;

/// <summary>
/// The two sides of the market that 2.1.1 knows: the operators' (CPO) and the providers' (EMSP, and whoever reads what they read). Its documents name no
/// role, so which side of a module an endpoint is follows from the side on which its platform stands.
/// </summary>
public static class MarketSide
{
    /// <summary>The side of a role; null for roles that have no place in 2.1.1.</summary>
    public static Role? Of(Role role) =>
        role == Role.Cpo ? Role.Cpo
        : role == Role.Emsp || role == Role.Nsp || role == Role.Nap ? Role.Emsp
        : null;

    /// <summary>The one side on which all the parties that have one stand; null when there is none, or more than one.</summary>
    public static Role? Of(IEnumerable<PlatformParty> parties)
    {
        var sides = parties.Select(party => Of(party.Role)).OfType<Role>().Distinct().Take(2).ToList();
        return sides.Count == 1 ? sides[0] : null;
    }

    public static Role Opposite(Role side) => side == Role.Cpo ? Role.Emsp : Role.Cpo;

    /// <summary>What a platform on a side offers of a module: operators own everything but Tokens, and take Commands.</summary>
    public static InterfaceRole Offers(Role side, ModuleId module) =>
        (module == ModuleId.Tokens || module == ModuleId.Commands) == (side == Role.Cpo) ? InterfaceRole.Receiver : InterfaceRole.Sender;
}
