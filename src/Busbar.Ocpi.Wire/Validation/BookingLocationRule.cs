using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>A BookingLocation says what can be booked (BOK-002).</summary>
internal sealed class BookingLocationRule : IObjectRule
{
    public string ObjectName => "BookingLocation";

    public bool AppliesTo(OcpiVersion version) => version == OcpiVersion.V230;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (!view.IsPatch && !view.Has("booking_option"u8))
        {
            log.AddAt("booking_option", RuleName.Combination, Severity.Warning, "A BookingLocation says in booking_option what can be booked.", "BOK-002");
        }
    }
}
