using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>
/// An element for bookings has one of four reasons, and only prices flat fees and time (BOK-061). The restriction belongs to the bookings package, so it
/// stands in no table of 2.3.0.
/// </summary>
internal sealed class BookingElementRule : IObjectRule
{
    private static readonly byte[][] Values =
    [
        "\"BOOKING\""u8.ToArray(), "\"BOOKING_EXPIRES\""u8.ToArray(), "\"BOOKING_CANCELLATION_FEES\""u8.ToArray(), "\"BOOKING_OVERTIME\""u8.ToArray(),
    ];

    public string ObjectName => "TariffElement";

    public bool AppliesTo(OcpiVersion version) => version == OcpiVersion.V230;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        var restrictions = view.Raw("restrictions"u8);
        if (restrictions.IndexOf("\"booking\""u8) < 0)
        {
            return;
        }

        var known = false;
        foreach (var value in Values)
        {
            known |= restrictions.IndexOf(value) >= 0;
        }

        if (!known)
        {
            log.AddAt("restrictions", RuleName.Enum, Severity.Warning, "TariffRestrictions.booking is no BookingRestrictionType of the bookings package.", "BOK-061");
        }

        var components = view.Raw("price_components"u8);
        if (components.IndexOf("\"ENERGY\""u8) >= 0 || components.IndexOf("\"PARKING_TIME\""u8) >= 0)
        {
            log.AddAt("price_components", RuleName.Combination, Severity.Warning, "A TariffElement for bookings only holds FLAT and TIME components.", "BOK-061");
        }
    }
}
