using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Client.Versions;

/// <summary>The identifiers under which partners list modules whose own documents leave the name open.</summary>
internal static class ModuleNames
{
    /// <summary>Reads an identifier; of a module whose collections are listed one by one the URL becomes that of the module.</summary>
    public static ModuleId Read(string identifier, ref Uri url)
    {
        var name = identifier.Trim().ToLowerInvariant();
        if (name == "booking")
            return ModuleId.Bookings;
        if (name is "invoice-reconciliation" or "invoice_reconciliation")
            return ModuleId.InvoiceReconciliation;

        // Some list the two collections of payments as if they were modules (AMD-143, AMD-144).
        var path = url.GetLeftPart(UriPartial.Path).TrimEnd('/');
        if (name is Collections.Terminals or Collections.FinancialAdviceConfirmations && path.EndsWith("/" + name, StringComparison.OrdinalIgnoreCase))
        {
            url = new Uri(path[..^(name.Length + 1)] + url.Query);
            return ModuleId.Payments;
        }

        return new ModuleId(name);
    }
}
