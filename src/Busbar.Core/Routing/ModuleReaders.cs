using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Routing;

/// <summary>Which market roles read which module.</summary>
public static class ModuleReaders
{
    /// <summary>
    /// Whether an object of the module is for one party and nobody else: that of the token that was used, the one that asked for a booking, the CPO of a terminal,
    /// the one that is to pay an invoice.
    /// </summary>
    public static bool ByAudience(ModuleId module) =>
        module == ModuleId.Sessions || module == ModuleId.Cdrs || module == OwnedModule.Bookings.Module
        || module == OwnedModule.Terminals.Module || module == OwnedModule.FinancialAdviceConfirmations.Module
        || module == ModuleId.InvoiceReconciliation;

    /// <summary>
    /// Whether a party in this role is interested in the module. What is one party's goes by audience, and who is connected concerns everybody, whatever the role.
    /// An unknown role counts as OTHER.
    /// </summary>
    public static bool Reads(Role role, ModuleId module)
    {
        if (ByAudience(module) || module == ModuleId.HubClientInfo)
        {
            return true;
        }

        if (module == ModuleId.Tokens)
        {
            return role == Role.Cpo || role == Role.Hub;
        }

        return (module == ModuleId.Locations || module == ModuleId.Tariffs || module == OwnedModule.BookingLocations.Module) && role != Role.Cpo && role != Role.Scsp;
    }

    /// <summary>Why an object that is for nobody in particular is shown to nobody.</summary>
    public static string NoAudience(ModuleId module) =>
        module == OwnedModule.Bookings.Module ? "It does not say who asked for it, so nobody but its owner may have it."
        : OwnedModule.ChapterOf(module) == ModuleId.Payments ? "It is addressed to no CPO, so nobody but its owner may have it."
        : module == ModuleId.InvoiceReconciliation ? "Nothing tells who is to pay the invoice, so nobody but its owner may have it."
        : "It does not say whose token was used, so nobody but its owner may have it.";

    /// <summary>Why an object that is for another party is not shown to a partner.</summary>
    public static string OtherAudience(ModuleId module, PartyId audience, string reader) =>
        module == OwnedModule.Bookings.Module ? $"{audience} asked for it, which is not a party of {reader}."
        : OwnedModule.ChapterOf(module) == ModuleId.Payments ? $"It is meant for {audience}, which is not a party of {reader}."
        : module == ModuleId.InvoiceReconciliation ? $"{audience} is to pay the invoice, which is not a party of {reader}."
        : $"It belongs to a token of {audience}, which is not a party of {reader}.";

    /// <summary>The party of a platform that owns a module's objects: its first in the role that does; else its first.</summary>
    public static PartyId? OwnerAmong(IReadOnlyList<PlatformParty> parties, ModuleId module)
    {
        if (OwnedModule.ChapterOf(module) == ModuleId.Payments)
        {
            return PaymentParties.ProviderAmong(parties);
        }

        var role = module == ModuleId.Tokens ? Role.Emsp : Role.Cpo;
        return (parties.FirstOrDefault(party => party.Role == role) ?? (parties.Count > 0 ? parties[0] : null))?.Party;
    }
}
