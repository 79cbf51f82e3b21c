using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>An element for reservations only prices flat fees and time (TAR-079); so does one for bookings, where the bookings package is used (BOK-061).</summary>
internal sealed class TariffElementRule : IObjectRule
{
    public string ObjectName => "TariffElement";

    public bool AppliesTo(OcpiVersion version) => version > OcpiVersion.V211;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        var restrictions = view.Raw("restrictions"u8);
        var components = view.Raw("price_components"u8);
        if (restrictions.IndexOf("\"reservation\""u8) < 0 || restrictions.IndexOf("\"RESERVATION"u8) < 0)
        {
            return;
        }

        if (components.IndexOf("\"ENERGY\""u8) >= 0 || components.IndexOf("\"PARKING_TIME\""u8) >= 0)
        {
            log.AddAt("price_components", RuleName.Combination, Severity.Warning, "A TariffElement for reservations only holds FLAT and TIME components.", "TAR-079");
        }
    }
}
