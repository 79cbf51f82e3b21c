using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Core.Registration;
using Busbar.Core.Routing;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Hubs;

/// <summary>What holds for pushes where this gateway is a hub: it speaks in its own name to the other side of the market, and tells who is connected.</summary>
public sealed class HubRules(ConnectionDirectory directory, GatewayFace face)
{
    /// <summary>In whose name objects that are for everybody are pushed; null for their owner's.</summary>
    public PartyId? Speaker => face.HubParty;

    /// <summary>Whether the connection is told who else is connected.</summary>
    public bool TellsClientsTo(Connection connection) => connection.Profile.Modules.Uses(ModuleId.HubClientInfo, InterfaceRole.Sender, face.IsHub);

    /// <summary>
    /// Whether what a party pushes to everybody is for a reader: an operator's data is for providers and whoever reads like them, a provider's and an OTHER's for
    /// operators. What is for one party only, and data of parties whose roles are not known, is not decided here.
    /// </summary>
    public bool Reaches(PartyId owner, ModuleId module, IReadOnlyList<PlatformParty> readers)
    {
        if (!face.IsHub || ModuleReaders.ByAudience(module) || module == ModuleId.HubClientInfo)
        {
            return true;
        }

        var roles = RolesOf(owner);
        return roles.Count == 0 || roles.Any(role => readers.Any(reader => Hears(role, reader.Role)));
    }

    private static bool Hears(Role sender, Role reader) => sender == Role.Cpo
        ? reader == Role.Emsp || reader == Role.Nsp || reader == Role.Nap || reader == Role.Other || reader == Role.Hub
        : reader == Role.Cpo || reader == Role.Hub;

    private List<Role> RolesOf(PartyId owner)
    {
        var snapshot = directory.Current;
        return snapshot.OwnerOf(owner) switch
        {
            null => [],
            { Connection: { } connection } => [.. connection.Parties.Where(party => party.Party == owner).Select(party => party.Role)],
            _ => [.. snapshot.Hosted.Where(party => party.Party == owner).Select(party => party.Role)],
        };
    }
}
