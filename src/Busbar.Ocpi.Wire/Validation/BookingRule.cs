using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>A cancelled booking says who cancelled it, and why (BOK-041).</summary>
internal sealed class BookingRule : IObjectRule
{
    public string ObjectName => "Booking";

    public bool AppliesTo(OcpiVersion version) => version == OcpiVersion.V230;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (!view.IsPatch && view.IsText("reservation_status"u8, "CANCELED"u8) && !view.Has("canceled"u8))
        {
            log.AddAt("canceled", RuleName.Combination, Severity.Warning, "A Booking that is CANCELED says who cancelled it, and why.", "BOK-041");
        }
    }
}
