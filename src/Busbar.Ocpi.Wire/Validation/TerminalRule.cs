using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>A terminal names its CPO whole (PAY-039), and says where the invoices are when the CPO makes them (PAY-041).</summary>
internal sealed class TerminalRule : IObjectRule
{
    public string ObjectName => "Terminal";

    public bool AppliesTo(OcpiVersion version) => version == OcpiVersion.V230;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (view.Has("party_id"u8) != view.Has("country_code"u8))
        {
            log.AddAt(
                view.Has("party_id"u8) ? "country_code" : "party_id", RuleName.Combination, Severity.Warning,
                "Terminal.country_code and party_id name a party together.", "PAY-039");
        }

        if (!view.IsPatch && view.IsText("invoice_creator"u8, "CPO"u8) && !view.Has("invoice_base_url"u8))
        {
            log.AddAt("invoice_base_url", RuleName.Combination, Severity.Warning, "A CPO that makes the invoices says where they are.", "PAY-041");
        }
    }
}
