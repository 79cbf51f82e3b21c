using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Since 2.3.0 Parking says for which vehicles a place is; of an EVSE's restrictions that is not expected any more, though one value still can.</summary>
internal sealed class EvseParkingRule : IObjectRule
{
    public string ObjectName => "EVSE";

    public bool AppliesTo(OcpiVersion version) => version >= OcpiVersion.V230;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (view.Raw("parking_restrictions"u8).IndexOf("\"MOTORCYCLES\""u8) >= 0)
        {
            log.AddAt(
                "parking_restrictions", RuleName.Combination, Severity.Info, "Which vehicles a place is for is said by vehicle_types of its Parking.", "LOC-096");
        }
    }
}
