using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Time and energy are billed in steps of at least one second or watt-hour.</summary>
internal sealed class PriceComponentRule : IObjectRule
{
    public string ObjectName => "PriceComponent";

    public bool AppliesTo(OcpiVersion version) => true;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (!view.IsText("type"u8, "FLAT"u8) && view.TryNumber("step_size"u8, out var step) && step == 0)
        {
            log.AddAt("step_size", RuleName.Range, Severity.Warning, "PriceComponent.step_size is at least 1, except for FLAT; 0 is read as 1.", "TAR-055");
        }
    }
}
