using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Agreements;

/// <summary>What agreements say, as pure functions.</summary>
public static class AgreementRules
{
    /// <summary>Whether the agreement is in force and covers the module. Who may meet at all may know of each other's connection, whatever they meet for.</summary>
    public static bool Covers(this Agreement agreement, ModuleId module, DateTimeOffset now) =>
        agreement.Since <= now && (agreement.Modules.Count == 0 || agreement.Modules.Contains(module) || module == ModuleId.HubClientInfo);

    /// <summary>Whether data of the owner may go to the reader.</summary>
    public static bool Permits(this Agreement agreement, PartyId owner, PartyId reader) =>
        (agreement.From is null || agreement.From == owner) && (agreement.To is null || agreement.To == reader);

    /// <summary>Whether both parties are named: the operator decided about exactly this pair.</summary>
    public static bool NamesBoth(this Agreement agreement) => agreement.From is not null && agreement.To is not null;

    /// <summary>Whether calls may flow between two parties: an agreement in either direction allows them.</summary>
    public static bool PermitCalls(this IReadOnlyList<Agreement> agreements, ModuleId module, PartyId caller, PartyId called, DateTimeOffset now)
    {
        foreach (var agreement in agreements)
        {
            if (agreement.Covers(module, now) && (agreement.Permits(caller, called) || agreement.Permits(called, caller)))
            {
                return true;
            }
        }

        return false;
    }
}
