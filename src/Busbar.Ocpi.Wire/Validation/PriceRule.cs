using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>An amount with VAT is not below the amount without, unless it is a credit.</summary>
internal sealed class PriceRule : IObjectRule
{
    public string ObjectName => "Price";

    public bool AppliesTo(OcpiVersion version) => version is OcpiVersion.V22 or OcpiVersion.V221;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (view.TryNumber("excl_vat"u8, out var without) && view.TryNumber("incl_vat"u8, out var with) && without >= 0 && with < without)
        {
            log.AddAt("incl_vat", RuleName.Order, Severity.Warning, "Price.incl_vat is below excl_vat.");
        }
    }
}
