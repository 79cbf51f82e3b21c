using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>What was captured has its lines for the invoice (PAY-043); only a capture that failed has none (PAY-047).</summary>
internal sealed class FinancialAdviceRule : IObjectRule
{
    public string ObjectName => "FinancialAdviceConfirmation";

    public bool AppliesTo(OcpiVersion version) => version == OcpiVersion.V230;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (!view.IsPatch && !view.HasItems("eft_data"u8) && !view.IsText("capture_status_code"u8, "FAILED"u8))
        {
            log.AddAt(
                "eft_data", RuleName.Combination, Severity.Error,
                "A FinancialAdviceConfirmation of something that was captured has at least one line of eft_data.", "PAY-043");
        }
    }
}
