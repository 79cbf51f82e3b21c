using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Routing;

/// <summary>Which market roles read which module.</summary>
public static class ModuleReaders
{
    /// <summary>Whether an object of the module is for the party of the token that was used, and for nobody else.</summary>
    public static bool ByAudience(ModuleId module) => module == ModuleId.Sessions || module == ModuleId.Cdrs;

    /// <summary>
    /// Whether a party in this role is interested in the module. Sessions and CDRs go by audience, whatever the role.
    /// An unknown role counts as OTHER.
    /// </summary>
    public static bool Reads(Role role, ModuleId module)
    {
        if (ByAudience(module))
        {
            return true;
        }

        if (module == ModuleId.Tokens)
        {
            return role == Role.Cpo || role == Role.Hub;
        }

        return (module == ModuleId.Locations || module == ModuleId.Tariffs) && role != Role.Cpo && role != Role.Scsp;
    }
}
